-- Ce que le rôle du site peut faire des tables, à passer comme propriétaire après chaque migration ; le refaire ne change rien.
-- Le journal des décisions s’écrit et se lit, sans plus : ni UPDATE, ni DELETE. TRUNCATE n’est donné nulle part.
GRANT USAGE ON SCHEMA public TO ambassadeurs;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ambassadeurs;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ambassadeurs;
REVOKE UPDATE, DELETE, TRUNCATE ON decision FROM ambassadeurs;
REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM ambassadeurs;
