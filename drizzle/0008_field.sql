CREATE TABLE `field_task` (
	`key` text PRIMARY KEY NOT NULL,
	`programme` text NOT NULL,
	`helper_id` text NOT NULL,
	`person_id` text,
	`kind` text NOT NULL CHECK (`kind` IN ('silent','paused','falling','absent','unanswered','revisit','receipt')),
	`opened_at` integer NOT NULL,
	`due_on` text NOT NULL,
	`done_at` integer,
	FOREIGN KEY (`helper_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `field_task_open` ON `field_task` (`helper_id`,`due_on`) WHERE done_at IS NULL;--> statement-breakpoint
CREATE TABLE `group_meeting` (
	`id` text PRIMARY KEY NOT NULL,
	`group_id` text NOT NULL,
	`on_date` text NOT NULL,
	`topic` text NOT NULL,
	`notes` text,
	`by_person` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`group_id`) REFERENCES `programme_group`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_person`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `group_meeting_group` ON `group_meeting` (`group_id`,`on_date`);--> statement-breakpoint
CREATE TABLE `group_member` (
	`group_id` text NOT NULL,
	`person_id` text NOT NULL,
	`role` text NOT NULL CHECK (`role` IN ('chair','secretary','treasurer','member')),
	`since` integer NOT NULL,
	`until` integer,
	PRIMARY KEY(`group_id`, `person_id`),
	FOREIGN KEY (`group_id`) REFERENCES `programme_group`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `group_member_person` ON `group_member` (`person_id`);--> statement-breakpoint
CREATE TABLE `group_rule` (
	`group_id` text NOT NULL,
	`no` integer NOT NULL CHECK (`no` > 0),
	`words` text NOT NULL,
	`by_person` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`group_id`, `no`),
	FOREIGN KEY (`group_id`) REFERENCES `programme_group`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_person`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `hand_over` (
	`id` text PRIMARY KEY NOT NULL,
	`programme` text NOT NULL,
	`person_id` text NOT NULL,
	`by_person` text NOT NULL,
	`what` text NOT NULL CHECK (`what` IN ('money','tools','materials','livestock','seeds')),
	`items` text,
	`amount` integer NOT NULL CHECK (`amount` >= 0),
	`media_id` text,
	`code` text NOT NULL,
	`at` integer NOT NULL,
	`state` text NOT NULL CHECK (`state` IN ('open','received','disputed')),
	`answered_at` integer,
	`answered_by` text,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_person`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`answered_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `hand_over_code` ON `hand_over` (`code`) WHERE state = 'open';--> statement-breakpoint
CREATE INDEX `hand_over_person` ON `hand_over` (`person_id`,`at`);--> statement-breakpoint
CREATE TABLE `imported_person` (
	`person_id` text PRIMARY KEY NOT NULL,
	`programme` text NOT NULL,
	`source` text NOT NULL,
	`at` integer NOT NULL,
	`asked_at` integer,
	`answered_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `market_price` (
	`id` text PRIMARY KEY NOT NULL,
	`programme` text NOT NULL,
	`commodity` text NOT NULL,
	`per` text NOT NULL,
	`price` integer NOT NULL CHECK (`price` > 0),
	`market` text NOT NULL,
	`on_date` text NOT NULL CHECK (`on_date` GLOB '????-??-??'),
	`by_person` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`by_person`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `market_price_commodity` ON `market_price` (`programme`,`commodity`,`on_date`);--> statement-breakpoint
CREATE TABLE `poll` (
	`id` text PRIMARY KEY NOT NULL,
	`group_id` text NOT NULL,
	`ask` text NOT NULL,
	`options` text NOT NULL CHECK (json_type(`options`) = 'array'),
	`by_person` text NOT NULL,
	`opened_at` integer NOT NULL,
	`closes_at` integer NOT NULL,
	`result` text CHECK (`result` IS NULL OR json_type(`result`) = 'object'),
	`counted_at` integer,
	FOREIGN KEY (`group_id`) REFERENCES `programme_group`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_person`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `poll_group` ON `poll` (`group_id`,`opened_at`);--> statement-breakpoint
CREATE TABLE `poll_ballot` (
	`poll_id` text NOT NULL,
	`person_id` text NOT NULL,
	`ranking` text NOT NULL CHECK (json_type(`ranking`) = 'array'),
	`at` integer NOT NULL,
	PRIMARY KEY(`poll_id`, `person_id`),
	FOREIGN KEY (`poll_id`) REFERENCES `poll`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `poll_ballot_person` ON `poll_ballot` (`person_id`);--> statement-breakpoint
CREATE TABLE `programme_group` (
	`id` text PRIMARY KEY NOT NULL,
	`programme` text NOT NULL,
	`name` text NOT NULL,
	`village` text,
	`by_person` text NOT NULL,
	`since` integer NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`by_person`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `programme_group_by` ON `programme_group` (`by_person`);--> statement-breakpoint
CREATE TABLE `told_field` (
	`id` integer PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`programme` text NOT NULL,
	`field` text NOT NULL CHECK (`field` IN ('name','born','sex','village')),
	`value` text NOT NULL,
	`mode` text NOT NULL CHECK (`mode` IN ('self','kader','facilitator','phone','import')),
	`by_person` text,
	`source` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_person`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `told_field_once` ON `told_field` (`person_id`,`field`,`source`);
--> statement-breakpoint
CREATE TRIGGER `market_price_no_update` BEFORE UPDATE ON `market_price` BEGIN SELECT RAISE(ABORT, 'market_price is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `market_price_no_delete` BEFORE DELETE ON `market_price` BEGIN SELECT RAISE(ABORT, 'market_price is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `told_field_no_update` BEFORE UPDATE ON `told_field` BEGIN SELECT RAISE(ABORT, 'told_field is never changed'); END;
