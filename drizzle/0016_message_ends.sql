ALTER TABLE `outbox` ADD `until_at` integer;--> statement-breakpoint
CREATE INDEX `outbox_until` ON `outbox` (`channel`,`until_at`) WHERE state = 'queued' AND until_at IS NOT NULL;