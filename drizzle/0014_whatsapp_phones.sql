-- Phones of lists that were imported at first were kept as WhatsApp's own ids, and the channel keeps digits alone: who wrote
-- from such a phone was taken for somebody new. Where she did, she is at the digits already, as a guest, and this was she.
DELETE FROM address_person WHERE person_id IN (SELECT id FROM person WHERE status = 'guest') AND address_id IN (
	SELECT plain.id FROM address AS plain JOIN address AS old ON old.channel = plain.channel AND old.address = plain.address || '@s.whatsapp.net'
	WHERE plain.channel = 'whatsapp');
--> statement-breakpoint
INSERT OR IGNORE INTO address_person (address_id, person_id)
	SELECT plain.id, of_old.person_id FROM address AS plain
	JOIN address AS old ON old.channel = plain.channel AND old.address = plain.address || '@s.whatsapp.net'
	JOIN address_person AS of_old ON of_old.address_id = old.id WHERE plain.channel = 'whatsapp';
--> statement-breakpoint
UPDATE address SET speaker_id = NULL, speaker_since = NULL WHERE channel = 'whatsapp' AND speaker_id IS NOT NULL
	AND EXISTS (SELECT 1 FROM address AS old WHERE old.channel = 'whatsapp' AND old.address = address.address || '@s.whatsapp.net')
	AND NOT EXISTS (SELECT 1 FROM address_person WHERE address_id = address.id AND person_id = address.speaker_id);
--> statement-breakpoint
DELETE FROM address_person WHERE address_id IN (
	SELECT old.id FROM address AS plain JOIN address AS old ON old.channel = plain.channel AND old.address = plain.address || '@s.whatsapp.net'
	WHERE plain.channel = 'whatsapp');
--> statement-breakpoint
DELETE FROM address WHERE channel = 'whatsapp' AND address LIKE '%@s.whatsapp.net'
	AND NOT EXISTS (SELECT 1 FROM address_person WHERE address_id = address.id)
	AND EXISTS (SELECT 1 FROM address AS plain WHERE plain.channel = 'whatsapp' AND plain.address || '@s.whatsapp.net' = address.address);
--> statement-breakpoint
UPDATE address SET address = replace(address, '@s.whatsapp.net', '') WHERE channel = 'whatsapp' AND address LIKE '%@s.whatsapp.net';
--> statement-breakpoint
UPDATE number_change SET old_address = replace(old_address, '@s.whatsapp.net', '')
	WHERE channel = 'whatsapp' AND old_address LIKE '%@s.whatsapp.net';
--> statement-breakpoint
UPDATE outbox SET address = replace(address, '@s.whatsapp.net', '')
	WHERE channel = 'whatsapp' AND state = 'queued' AND address LIKE '%@s.whatsapp.net';
