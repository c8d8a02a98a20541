-- The chain's head goes out by mail, one job for each reader.
SELECT jobs.create_queue('audit.head-mail', '{"policy": "standard", "retryLimit": 8, "retryDelay": 60, "retryBackoff": true}');
