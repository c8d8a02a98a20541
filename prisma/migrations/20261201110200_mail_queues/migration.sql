-- An admission is mailed to the organisation's people, and a message to the secretariat to its administrators.
SELECT jobs.create_queue('membership.mail', '{"policy": "standard", "retryLimit": 8, "retryDelay": 30, "retryBackoff": true}');
SELECT jobs.create_queue('secretariat.mail', '{"policy": "standard", "retryLimit": 8, "retryDelay": 30, "retryBackoff": true}');
