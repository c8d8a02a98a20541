-- Invitations go out by mail, and what ended a month ago is forgotten.
SELECT jobs.create_queue('invitations.mail', '{"policy": "standard", "retryLimit": 8, "retryDelay": 30, "retryBackoff": true}');
SELECT jobs.create_queue('invitations.forget', '{"policy": "short"}');
