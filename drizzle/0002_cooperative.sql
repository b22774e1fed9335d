CREATE TABLE `coop_alias` (
	`member` integer NOT NULL,
	`alias` text NOT NULL,
	PRIMARY KEY(`member`, `alias`),
	FOREIGN KEY (`member`) REFERENCES `coop_member`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `coop_member` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`unit` integer NOT NULL,
	`no` integer NOT NULL,
	`person_id` text,
	`name` text NOT NULL,
	`joined_on` text NOT NULL CHECK (`joined_on` GLOB '????-??-??'),
	`left_on` text CHECK (`left_on` GLOB '????-??-??'),
	`created_at` integer NOT NULL,
	FOREIGN KEY (`unit`) REFERENCES `coop_unit`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	CHECK (`no` > 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `coop_member_key` ON `coop_member` (`key`);--> statement-breakpoint
CREATE UNIQUE INDEX `coop_member_no` ON `coop_member` (`unit`,`no`);--> statement-breakpoint
CREATE UNIQUE INDEX `coop_member_person` ON `coop_member` (`unit`,`person_id`) WHERE person_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `coop_member_of` ON `coop_member` (`person_id`) WHERE person_id IS NOT NULL;--> statement-breakpoint
CREATE TABLE `coop_setting` (
	`id` integer PRIMARY KEY NOT NULL,
	`unit` integer NOT NULL,
	`settings` text NOT NULL,
	`by_person` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`unit`) REFERENCES `coop_unit`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `coop_setting_unit` ON `coop_setting` (`unit`,`id`);--> statement-breakpoint
CREATE TABLE `coop_unit` (
	`id` integer PRIMARY KEY NOT NULL,
	`unit_id` text NOT NULL,
	`kind` text NOT NULL CHECK (`kind` IN ('unit','head')),
	`opened_on` text NOT NULL CHECK (`opened_on` GLOB '????-??-??'),
	FOREIGN KEY (`unit_id`) REFERENCES `unit`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `coop_unit_unit` ON `coop_unit` (`unit_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `coop_unit_head` ON `coop_unit` (`kind`) WHERE kind = 'head';--> statement-breakpoint
CREATE TABLE `dispute` (
	`id` integer PRIMARY KEY NOT NULL,
	`unit` integer NOT NULL,
	`no` integer NOT NULL,
	`kind` text NOT NULL CHECK (`kind` IN ('entry','missing')),
	`entry_id` integer,
	`member` integer NOT NULL,
	`amount` integer,
	`on` text CHECK (`on` GLOB '????-??-??'),
	`reason` text,
	`opened_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`state` text NOT NULL CHECK (`state` IN ('open','explained','reversed','posted')),
	`answer` text,
	`ended_by` text,
	`ended_at` integer,
	FOREIGN KEY (`unit`) REFERENCES `coop_unit`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`member`) REFERENCES `coop_member`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `dispute_no` ON `dispute` (`unit`,`no`);--> statement-breakpoint
CREATE INDEX `dispute_open` ON `dispute` (`unit`,`id`) WHERE state = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX `dispute_entry` ON `dispute` (`entry_id`,`member`) WHERE state = 'open' AND entry_id IS NOT NULL;--> statement-breakpoint
CREATE TABLE `meeting` (
	`id` integer PRIMARY KEY NOT NULL,
	`unit` integer NOT NULL,
	`treasurer` text NOT NULL,
	`held_on` text NOT NULL CHECK (`held_on` GLOB '????-??-??'),
	`state` text NOT NULL CHECK (`state` IN ('open','closed','dropped')),
	`opened_at` integer NOT NULL,
	`ended_at` integer,
	`counted` integer,
	FOREIGN KEY (`unit`) REFERENCES `coop_unit`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `meeting_one_open` ON `meeting` (`unit`) WHERE state = 'open';--> statement-breakpoint
CREATE INDEX `meeting_treasurer` ON `meeting` (`treasurer`) WHERE state = 'open';--> statement-breakpoint
CREATE TABLE `meeting_line` (
	`meeting_id` integer NOT NULL,
	`member` integer NOT NULL,
	`line` text NOT NULL,
	`source` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`meeting_id`, `member`),
	FOREIGN KEY (`meeting_id`) REFERENCES `meeting`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`member`) REFERENCES `coop_member`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `meeting_photo` (
	`meeting_id` integer NOT NULL,
	`media_id` text NOT NULL,
	PRIMARY KEY(`meeting_id`, `media_id`),
	FOREIGN KEY (`meeting_id`) REFERENCES `meeting`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `number_change` (
	`id` integer PRIMARY KEY NOT NULL,
	`unit` integer NOT NULL,
	`member` integer NOT NULL,
	`channel` text NOT NULL,
	`old_address` text,
	`new_address` text NOT NULL,
	`maker` text NOT NULL,
	`checker` text,
	`made_at` integer NOT NULL,
	`checked_at` integer,
	`effective_at` integer,
	`state` text NOT NULL CHECK (`state` IN ('asked','waiting','done','refused','lapsed')),
	FOREIGN KEY (`unit`) REFERENCES `coop_unit`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`member`) REFERENCES `coop_member`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `number_change_open` ON `number_change` (`unit`,`id`) WHERE state IN ('asked', 'waiting');--> statement-breakpoint
CREATE TABLE `pending` (
	`id` integer PRIMARY KEY NOT NULL,
	`unit` integer NOT NULL,
	`no` integer NOT NULL,
	`kind` text NOT NULL,
	`what` text NOT NULL,
	`member` integer,
	`loan` integer,
	`amount` integer,
	`maker` text NOT NULL,
	`made_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`votes` integer NOT NULL,
	`confirmer` text,
	`code` text,
	`confirmed_at` integer,
	`witness` text,
	`state` text NOT NULL CHECK (`state` IN ('open','done','rejected','lapsed','cancelled')),
	`ended_at` integer,
	`entry_id` integer,
	`reason` text,
	FOREIGN KEY (`unit`) REFERENCES `coop_unit`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`member`) REFERENCES `coop_member`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `pending_no` ON `pending` (`unit`,`no`);--> statement-breakpoint
CREATE INDEX `pending_open` ON `pending` (`unit`,`id`) WHERE state = 'open';--> statement-breakpoint
CREATE INDEX `pending_confirmer` ON `pending` (`confirmer`) WHERE state = 'open' AND confirmer IS NOT NULL;--> statement-breakpoint
CREATE TABLE `pending_vote` (
	`pending_id` integer NOT NULL,
	`person_id` text NOT NULL,
	`yes` integer NOT NULL,
	`reason` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`pending_id`, `person_id`),
	FOREIGN KEY (`pending_id`) REFERENCES `pending`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `cash_count` (
	`id` integer PRIMARY KEY NOT NULL,
	`unit` integer NOT NULL,
	`on` text NOT NULL CHECK (`on` GLOB '????-??-??'),
	`counted` integer NOT NULL,
	`book` integer NOT NULL,
	`notes` text,
	`by_person` text NOT NULL,
	`at` integer NOT NULL,
	`entry_id` integer,
	`resolved_by` integer,
	FOREIGN KEY (`unit`) REFERENCES `coop_unit`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`entry_id`) REFERENCES `journal_entry`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`resolved_by`) REFERENCES `journal_entry`(`id`) ON UPDATE no action ON DELETE no action,
	CHECK (`counted` >= 0)
) STRICT;
--> statement-breakpoint
CREATE INDEX `cash_count_unit` ON `cash_count` (`unit`,`on`);--> statement-breakpoint
CREATE TABLE `coop_group` (
	`id` integer PRIMARY KEY NOT NULL,
	`unit` integer NOT NULL,
	`name` text NOT NULL,
	FOREIGN KEY (`unit`) REFERENCES `coop_unit`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `coop_group_name` ON `coop_group` (`unit`,`name`);--> statement-breakpoint
CREATE TABLE `coop_group_member` (
	`group_id` integer NOT NULL,
	`member` integer NOT NULL,
	PRIMARY KEY(`group_id`, `member`),
	FOREIGN KEY (`group_id`) REFERENCES `coop_group`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`member`) REFERENCES `coop_member`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `coop_group_member_member` ON `coop_group_member` (`member`);--> statement-breakpoint
CREATE TABLE `journal_entry` (
	`id` integer PRIMARY KEY NOT NULL,
	`unit` integer NOT NULL,
	`no` integer NOT NULL,
	`kind` text NOT NULL,
	`value_on` text NOT NULL CHECK (`value_on` GLOB '????-??-??'),
	`books_on` text NOT NULL CHECK (`books_on` GLOB '????-??-??'),
	`booked_at` integer NOT NULL,
	`maker` text NOT NULL,
	`checker` text,
	`source` text,
	`reverses` integer,
	`memo` text,
	`hash` blob NOT NULL,
	FOREIGN KEY (`unit`) REFERENCES `coop_unit`(`id`) ON UPDATE no action ON DELETE no action,
	CHECK (`value_on` <= `books_on`),
	CHECK (`no` > 0),
	CHECK (length(`hash`) = 32)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `journal_entry_no` ON `journal_entry` (`unit`,`no`);--> statement-breakpoint
CREATE UNIQUE INDEX `journal_entry_source` ON `journal_entry` (`source`) WHERE source IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `journal_entry_reverses` ON `journal_entry` (`reverses`) WHERE reverses IS NOT NULL;--> statement-breakpoint
CREATE TABLE `journal_line` (
	`entry_id` integer NOT NULL,
	`n` integer NOT NULL,
	`account` integer NOT NULL,
	`debit` integer NOT NULL,
	`credit` integer NOT NULL,
	`member` integer,
	`loan` integer,
	PRIMARY KEY(`entry_id`, `n`),
	FOREIGN KEY (`entry_id`) REFERENCES `journal_entry`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`member`) REFERENCES `coop_member`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`loan`) REFERENCES `loan`(`id`) ON UPDATE no action ON DELETE no action,
	CHECK (`debit` >= 0 AND `credit` >= 0 AND (`debit` = 0) <> (`credit` = 0)),
	CHECK (`account` BETWEEN 1000 AND 5999)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `journal_line_member` ON `journal_line` (`member`,`entry_id`,`account`,`debit`,`credit`,`loan`) WHERE member IS NOT NULL;--> statement-breakpoint
CREATE INDEX `journal_line_loan` ON `journal_line` (`loan`,`entry_id`) WHERE loan IS NOT NULL;--> statement-breakpoint
CREATE TABLE `ledger_anchor` (
	`unit` integer NOT NULL,
	`day` text NOT NULL CHECK (`day` GLOB '????-??-??'),
	`no` integer NOT NULL,
	`hash` blob NOT NULL,
	PRIMARY KEY(`unit`, `day`),
	FOREIGN KEY (`unit`) REFERENCES `coop_unit`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `ledger_balance` (
	`unit` integer NOT NULL,
	`member` integer NOT NULL,
	`account` integer NOT NULL,
	`loan` integer NOT NULL,
	`amount` integer NOT NULL,
	PRIMARY KEY(`unit`, `member`, `account`, `loan`),
	CHECK (`amount` >= 0 OR (`member` = 0 AND `account` NOT IN (1101, 1102, 1103, 1104)))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `ledger_month` (
	`unit` integer NOT NULL,
	`month` text NOT NULL CHECK (`month` GLOB '????-??'),
	`account` integer NOT NULL,
	`debit` integer NOT NULL,
	`credit` integer NOT NULL,
	PRIMARY KEY(`unit`, `month`, `account`),
	CHECK (`debit` >= 0 AND `credit` >= 0)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `loan` (
	`id` integer PRIMARY KEY NOT NULL,
	`unit` integer NOT NULL,
	`no` integer NOT NULL,
	`member` integer NOT NULL,
	`state` text NOT NULL CHECK (`state` IN ('applied','approved','agreed','active','closed','written-off','rejected','withdrawn')),
	`terms` text NOT NULL,
	`purpose` text,
	`group_id` integer,
	`topped_up` integer,
	`witness` text,
	`applied_at` integer NOT NULL,
	`disbursed_on` text CHECK (`disbursed_on` GLOB '????-??-??'),
	`closed_on` text CHECK (`closed_on` GLOB '????-??-??'),
	`remind_after` text CHECK (`remind_after` GLOB '????-??-??'),
	FOREIGN KEY (`unit`) REFERENCES `coop_unit`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`member`) REFERENCES `coop_member`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`group_id`) REFERENCES `coop_group`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `loan_no` ON `loan` (`unit`,`no`);--> statement-breakpoint
CREATE INDEX `loan_member` ON `loan` (`member`);--> statement-breakpoint
CREATE INDEX `loan_open` ON `loan` (`unit`,`id`) WHERE state IN ('applied', 'approved', 'agreed', 'active');--> statement-breakpoint
CREATE TABLE `loan_cover` (
	`entry_id` integer NOT NULL,
	`payer` integer NOT NULL,
	`loan` integer NOT NULL,
	`amount` integer NOT NULL,
	PRIMARY KEY(`entry_id`, `payer`),
	FOREIGN KEY (`entry_id`) REFERENCES `journal_entry`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`payer`) REFERENCES `coop_member`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`loan`) REFERENCES `loan`(`id`) ON UPDATE no action ON DELETE no action,
	CHECK (`amount` > 0)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `loan_cover_loan` ON `loan_cover` (`loan`);--> statement-breakpoint
CREATE TABLE `period_lock` (
	`id` integer PRIMARY KEY NOT NULL,
	`unit` integer NOT NULL,
	`kind` text NOT NULL CHECK (`kind` IN ('day','month','year')),
	`until` text NOT NULL CHECK (`until` GLOB '????-??-??'),
	`by_person` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`unit`) REFERENCES `coop_unit`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `period_lock_unit` ON `period_lock` (`unit`,`until`);--> statement-breakpoint
CREATE TABLE `shu_share` (
	`unit` integer NOT NULL,
	`year` integer NOT NULL,
	`member` integer NOT NULL,
	`for_capital` integer NOT NULL,
	`for_use` integer NOT NULL,
	`entry_id` integer,
	PRIMARY KEY(`unit`, `year`, `member`),
	FOREIGN KEY (`member`) REFERENCES `coop_member`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`entry_id`) REFERENCES `journal_entry`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `term_deposit` (
	`id` integer PRIMARY KEY NOT NULL,
	`unit` integer NOT NULL,
	`member` integer NOT NULL,
	`entry_id` integer NOT NULL,
	`amount` integer NOT NULL,
	`opened_on` text NOT NULL CHECK (`opened_on` GLOB '????-??-??'),
	`months` integer NOT NULL,
	`rate_ppm` integer NOT NULL,
	`matures_on` text NOT NULL CHECK (`matures_on` GLOB '????-??-??'),
	`state` text NOT NULL CHECK (`state` IN ('open','paid')),
	FOREIGN KEY (`unit`) REFERENCES `coop_unit`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`member`) REFERENCES `coop_member`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`entry_id`) REFERENCES `journal_entry`(`id`) ON UPDATE no action ON DELETE no action,
	CHECK (`amount` > 0)
) STRICT;
--> statement-breakpoint
CREATE INDEX `term_deposit_member` ON `term_deposit` (`member`);--> statement-breakpoint
CREATE INDEX `term_deposit_open` ON `term_deposit` (`matures_on`) WHERE state = 'open';--> statement-breakpoint
CREATE TABLE `transfer` (
	`id` integer PRIMARY KEY NOT NULL,
	`from_unit` integer NOT NULL,
	`to_unit` integer NOT NULL,
	`amount` integer NOT NULL,
	`state` text NOT NULL CHECK (`state` IN ('sent','received','returned')),
	`sent_entry` integer NOT NULL,
	`received_entry` integer,
	`sent_at` integer NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`from_unit`) REFERENCES `coop_unit`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`to_unit`) REFERENCES `coop_unit`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`sent_entry`) REFERENCES `journal_entry`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`received_entry`) REFERENCES `journal_entry`(`id`) ON UPDATE no action ON DELETE no action,
	CHECK (`amount` > 0 AND `from_unit` <> `to_unit`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `transfer_open` ON `transfer` (`to_unit`) WHERE state = 'sent';--> statement-breakpoint
CREATE TABLE `year_close` (
	`unit` integer NOT NULL,
	`year` integer NOT NULL,
	`entry_id` integer NOT NULL,
	`surplus` integer NOT NULL,
	`state` text NOT NULL CHECK (`state` IN ('closed','approved','distributed')),
	`split` text,
	`approved_entry` integer,
	PRIMARY KEY(`unit`, `year`),
	FOREIGN KEY (`unit`) REFERENCES `coop_unit`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`entry_id`) REFERENCES `journal_entry`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`approved_entry`) REFERENCES `journal_entry`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TRIGGER `journal_entry_no_update` BEFORE UPDATE ON `journal_entry` BEGIN SELECT RAISE(ABORT, 'journal_entry is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `journal_entry_no_delete` BEFORE DELETE ON `journal_entry` BEGIN SELECT RAISE(ABORT, 'journal_entry is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `journal_line_no_update` BEFORE UPDATE ON `journal_line` BEGIN SELECT RAISE(ABORT, 'journal_line is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `journal_line_no_delete` BEFORE DELETE ON `journal_line` BEGIN SELECT RAISE(ABORT, 'journal_line is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `coop_setting_no_update` BEFORE UPDATE ON `coop_setting` BEGIN SELECT RAISE(ABORT, 'coop_setting is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `coop_setting_no_delete` BEFORE DELETE ON `coop_setting` BEGIN SELECT RAISE(ABORT, 'coop_setting is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `period_lock_no_update` BEFORE UPDATE ON `period_lock` BEGIN SELECT RAISE(ABORT, 'period_lock is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `period_lock_no_delete` BEFORE DELETE ON `period_lock` BEGIN SELECT RAISE(ABORT, 'period_lock is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `ledger_anchor_no_update` BEFORE UPDATE ON `ledger_anchor` BEGIN SELECT RAISE(ABORT, 'ledger_anchor is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `ledger_anchor_no_delete` BEFORE DELETE ON `ledger_anchor` BEGIN SELECT RAISE(ABORT, 'ledger_anchor is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `pending_vote_no_update` BEFORE UPDATE ON `pending_vote` BEGIN SELECT RAISE(ABORT, 'pending_vote is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `pending_vote_no_delete` BEFORE DELETE ON `pending_vote` BEGIN SELECT RAISE(ABORT, 'pending_vote is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `loan_cover_no_update` BEFORE UPDATE ON `loan_cover` BEGIN SELECT RAISE(ABORT, 'loan_cover is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `loan_cover_no_delete` BEFORE DELETE ON `loan_cover` BEGIN SELECT RAISE(ABORT, 'loan_cover is append-only'); END;
