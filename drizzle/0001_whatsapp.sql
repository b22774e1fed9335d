CREATE TABLE `approached` (
	`channel` text NOT NULL,
	`day` text NOT NULL CHECK (`day` GLOB '????-??-??'),
	`address` text NOT NULL,
	PRIMARY KEY(`channel`, `day`, `address`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `channel_lease` (
	`channel` text PRIMARY KEY NOT NULL,
	`holder` text NOT NULL,
	`until` integer NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `chat_expiry` (
	`channel` text NOT NULL,
	`address` text NOT NULL,
	`seconds` integer NOT NULL CHECK (`seconds` > 0),
	`set_at` integer NOT NULL,
	PRIMARY KEY(`channel`, `address`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `device_key` (
	`channel` text NOT NULL,
	`type` text NOT NULL,
	`id` text NOT NULL,
	`value` blob NOT NULL,
	PRIMARY KEY(`channel`, `type`, `id`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `outbox_remote` ON `outbox` (`remote_id`) WHERE channel = 'whatsapp' AND body IS NOT NULL AND remote_id IS NOT NULL;
--> statement-breakpoint
-- Until this version nobody could write from WhatsApp: numbers were written down by hand, some of them as JIDs.
UPDATE OR IGNORE `address` SET `address` = replace(`address`, '@s.whatsapp.net', '') WHERE `channel` = 'whatsapp' AND `address` LIKE '%@s.whatsapp.net';
--> statement-breakpoint
UPDATE `address` SET `last_inbound_at` = 0 WHERE `channel` = 'whatsapp';
