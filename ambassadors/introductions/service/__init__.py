"""The verbs on requests. None of them commits or mails."""
