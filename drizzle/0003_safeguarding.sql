CREATE TABLE `officer` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`public_key` blob NOT NULL CHECK (length(`public_key`) = 32),
	`enrolled_at` integer NOT NULL,
	`rotated_at` integer,
	`revoked_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `officer_person` ON `officer` (`person_id`) WHERE revoked_at IS NULL;--> statement-breakpoint
CREATE TABLE `safe_audit` (
	`seq` integer PRIMARY KEY NOT NULL,
	`hour` integer NOT NULL CHECK (`hour` % 3600000 = 0),
	`actor` text NOT NULL,
	`alias` text,
	`action` text NOT NULL,
	`hash` blob NOT NULL CHECK (length(`hash`) = 32)
) STRICT;
--> statement-breakpoint
CREATE TABLE `safe_case` (
	`id` blob PRIMARY KEY NOT NULL CHECK (length(`id`) = 16),
	`alias` text NOT NULL,
	`received_on` text NOT NULL CHECK (`received_on` GLOB '????-??-??'),
	`category` integer NOT NULL CHECK (`category` BETWEEN 0 AND 6),
	`severity` text NOT NULL CHECK (`severity` IN ('S1','S2','S3','S4')),
	`status` text NOT NULL CHECK (`status` IN ('baru','dibaca','ditangani','menunggu_pelapor','dirujuk','selesai','dibuka_lagi')),
	`outcome` text CHECK (`outcome` IN ('terbukti','tidak_terbukti','kurang_info','dirujuk','dicabut','luar_lingkup')),
	`read_on` text CHECK (`read_on` GLOB '????-??-??'),
	`acknowledged_on` text CHECK (`acknowledged_on` GLOB '????-??-??'),
	`planned_on` text CHECK (`planned_on` GLOB '????-??-??'),
	`updated_on` text CHECK (`updated_on` GLOB '????-??-??'),
	`closed_on` text CHECK (`closed_on` GLOB '????-??-??'),
	`reporter_on` text CHECK (`reporter_on` GLOB '????-??-??'),
	`unread` integer DEFAULT false NOT NULL CHECK (`unread` IN (0, 1)),
	CHECK ((`status` = 'selesai') = (`closed_on` IS NOT NULL)),
	CHECK (`status` <> 'selesai' OR `read_on` IS NOT NULL)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `safe_case_alias_unique` ON `safe_case` (`alias`);--> statement-breakpoint
CREATE TABLE `safe_count` (
	`month` text NOT NULL CHECK (`month` GLOB '????-??'),
	`category` integer NOT NULL CHECK (`category` BETWEEN 0 AND 6),
	`cases` integer NOT NULL CHECK (`cases` > 0),
	PRIMARY KEY(`month`, `category`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `safe_item` (
	`case_id` blob NOT NULL,
	`no` integer NOT NULL CHECK (`no` > 0),
	`kind` text NOT NULL CHECK (`kind` IN ('story','file','answer','reply','note')),
	`on_date` text NOT NULL CHECK (`on_date` GLOB '????-??-??'),
	`body` blob NOT NULL,
	PRIMARY KEY(`case_id`, `no`),
	FOREIGN KEY (`case_id`) REFERENCES `safe_case`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `safe_mailbox` (
	`tag` blob PRIMARY KEY NOT NULL CHECK (length(`tag`) = 16),
	`case_id` blob NOT NULL,
	`public_key` blob NOT NULL CHECK (length(`public_key`) = 32),
	FOREIGN KEY (`case_id`) REFERENCES `safe_case`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `safe_mailbox_case_id_unique` ON `safe_mailbox` (`case_id`);--> statement-breakpoint
CREATE TABLE `safe_notice` (
	`case_id` blob NOT NULL,
	`duty` text NOT NULL,
	`since` text NOT NULL CHECK (`since` GLOB '????-??-??'),
	`step` integer NOT NULL CHECK (`step` IN (50, 100, 150)),
	PRIMARY KEY(`case_id`, `duty`, `since`, `step`),
	FOREIGN KEY (`case_id`) REFERENCES `safe_case`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `safe_reply` (
	`case_id` blob NOT NULL,
	`no` integer NOT NULL CHECK (`no` > 0),
	`on_date` text NOT NULL CHECK (`on_date` GLOB '????-??-??'),
	`box` blob NOT NULL,
	PRIMARY KEY(`case_id`, `no`),
	FOREIGN KEY (`case_id`) REFERENCES `safe_case`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `safe_wrap` (
	`case_id` blob NOT NULL,
	`no` integer NOT NULL CHECK (`no` > 0),
	`recipient` text NOT NULL,
	`box` blob NOT NULL CHECK (length(`box`) = 80),
	PRIMARY KEY(`case_id`, `no`, `recipient`),
	FOREIGN KEY (`case_id`,`no`) REFERENCES `safe_item`(`case_id`,`no`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `trustee` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`public_key` blob NOT NULL CHECK (length(`public_key`) = 32),
	`set_at` integer NOT NULL,
	`ended_at` integer
) STRICT;
--> statement-breakpoint
CREATE INDEX `safe_wrap_reader` ON `safe_wrap` (`recipient`,`case_id`) WHERE no = 1;
--> statement-breakpoint
CREATE UNIQUE INDEX `trustee_one` ON `trustee` (`ended_at` IS NULL) WHERE ended_at IS NULL;
--> statement-breakpoint
CREATE TRIGGER `safe_audit_no_update` BEFORE UPDATE ON `safe_audit` BEGIN SELECT RAISE(ABORT, 'safe_audit is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `safe_audit_no_delete` BEFORE DELETE ON `safe_audit` BEGIN SELECT RAISE(ABORT, 'safe_audit is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `safe_item_no_update` BEFORE UPDATE ON `safe_item` BEGIN SELECT RAISE(ABORT, 'what was sealed is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `safe_reply_no_update` BEFORE UPDATE ON `safe_reply` BEGIN SELECT RAISE(ABORT, 'what was sealed is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `officer_no_delete` BEFORE DELETE ON `officer` BEGIN SELECT RAISE(ABORT, 'an officer is revoked, not deleted'); END;
--> statement-breakpoint
CREATE TRIGGER `trustee_no_delete` BEFORE DELETE ON `trustee` BEGIN SELECT RAISE(ABORT, 'a trustee ends, her row stays'); END;
