-- Deux rôles et une base. Le site se connecte comme « ambassadeurs », qui ne possède aucune table ;
-- seules les migrations se font comme « ambassadeurs_proprietaire ». À passer une fois, comme superutilisateur :
--   psql -v application=… -v proprietaire=… -f roles.sql    (les deux mots de passe)
\set ON_ERROR_STOP on
CREATE ROLE ambassadeurs_proprietaire LOGIN PASSWORD :'proprietaire';
CREATE ROLE ambassadeurs LOGIN PASSWORD :'application';
CREATE DATABASE ambassadeurs OWNER ambassadeurs_proprietaire ENCODING 'UTF8' TEMPLATE template0;
REVOKE ALL ON DATABASE ambassadeurs FROM PUBLIC;
GRANT CONNECT ON DATABASE ambassadeurs TO ambassadeurs;
