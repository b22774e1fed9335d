CREATE TABLE `application` (
	`id` text PRIMARY KEY NOT NULL,
	`programme` text NOT NULL,
	`person_id` text NOT NULL,
	`state` text NOT NULL CHECK (`state` IN ('open','accepted','not-yet','withdrawn')),
	`answers` text NOT NULL CHECK (json_type(`answers`) = 'object'),
	`at` integer NOT NULL,
	`decided_by` text,
	`decided_at` integer,
	`reason` text,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `application_open` ON `application` (`programme`,`person_id`) WHERE state = 'open';--> statement-breakpoint
CREATE INDEX `application_person` ON `application` (`person_id`);--> statement-breakpoint
CREATE TABLE `application_document` (
	`application_id` text NOT NULL,
	`media_id` text NOT NULL,
	PRIMARY KEY(`application_id`, `media_id`),
	FOREIGN KEY (`application_id`) REFERENCES `application`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `calendar_start` (
	`programme` text PRIMARY KEY NOT NULL,
	`monday` text NOT NULL CHECK (`monday` GLOB '????-??-??'),
	`by_person` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`by_person`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `calendar_task` (
	`id` text PRIMARY KEY NOT NULL,
	`programme` text NOT NULL,
	`task` text NOT NULL,
	`what` text NOT NULL,
	`role` text NOT NULL,
	`owner_id` text,
	`week` text NOT NULL CHECK (`week` GLOB '????-??-??'),
	`due` text NOT NULL CHECK (`due` GLOB '????-??-??'),
	`done_at` integer,
	FOREIGN KEY (`owner_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `calendar_task_whose` ON `calendar_task` (`programme`,`task`,ifnull(owner_id, ''));--> statement-breakpoint
CREATE INDEX `calendar_task_owner` ON `calendar_task` (`owner_id`,`due`);--> statement-breakpoint
CREATE INDEX `calendar_task_open` ON `calendar_task` (`programme`,`due`) WHERE done_at IS NULL;--> statement-breakpoint
CREATE TABLE `campaign` (
	`id` text PRIMARY KEY NOT NULL,
	`programme` text NOT NULL,
	`activity` text NOT NULL,
	`audience` text NOT NULL,
	`text` text NOT NULL,
	`filters` text NOT NULL CHECK (json_type(`filters`) = 'object'),
	`state` text NOT NULL CHECK (`state` IN ('waiting','sending','paused','sent','cancelled','expired')),
	`by_person` text,
	`approved_by` text,
	`created_at` integer NOT NULL,
	`approved_at` integer,
	`expires_at` integer NOT NULL,
	`after` text DEFAULT '' NOT NULL,
	`planned` integer DEFAULT 0 NOT NULL CHECK (`planned` IN (0, 1)),
	`seen` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`by_person`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `campaign_live` ON `campaign` (`state`) WHERE state IN ('waiting', 'sending', 'paused');--> statement-breakpoint
CREATE TABLE `campaign_person` (
	`campaign_id` text NOT NULL,
	`person_id` text NOT NULL,
	`state` text NOT NULL CHECK (`state` IN ('queued','sent','unknown','failed','left-out')),
	`reason` text,
	PRIMARY KEY(`campaign_id`, `person_id`),
	FOREIGN KEY (`campaign_id`) REFERENCES `campaign`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `campaign_person_state` ON `campaign_person` (`campaign_id`,`state`,`person_id`);--> statement-breakpoint
CREATE INDEX `campaign_person_person` ON `campaign_person` (`person_id`);--> statement-breakpoint
CREATE TABLE `consult_slot` (
	`id` text PRIMARY KEY NOT NULL,
	`programme` text NOT NULL,
	`by_person` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`zone` text NOT NULL,
	`place` text NOT NULL,
	`taken_by` text,
	`taken_at` integer,
	`cancelled` integer DEFAULT 0 NOT NULL CHECK (`cancelled` IN (0, 1)),
	FOREIGN KEY (`by_person`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`taken_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `consult_slot_when` ON `consult_slot` (`by_person`,`starts_at`);--> statement-breakpoint
CREATE INDEX `consult_slot_time` ON `consult_slot` (`programme`,`starts_at`);--> statement-breakpoint
CREATE INDEX `consult_slot_person` ON `consult_slot` (`taken_by`);--> statement-breakpoint
CREATE TABLE `faq_entry` (
	`no` integer PRIMARY KEY NOT NULL,
	`programme` text NOT NULL,
	`key` text NOT NULL,
	`origin` text NOT NULL CHECK (`origin` IN ('pack','people')),
	`question` text NOT NULL,
	`answer` text NOT NULL,
	`words` text NOT NULL,
	`by_person` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`by_person`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `faq_entry_key` ON `faq_entry` (`programme`,`key`);--> statement-breakpoint
CREATE TABLE `faq_question` (
	`id` text PRIMARY KEY NOT NULL,
	`programme` text NOT NULL,
	`person_id` text NOT NULL,
	`helper_id` text NOT NULL,
	`question` text,
	`state` text NOT NULL CHECK (`state` IN ('open','answered','gone')),
	`at` integer NOT NULL,
	`answered_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`helper_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `faq_question_helper` ON `faq_question` (`helper_id`,`state`);--> statement-breakpoint
CREATE INDEX `faq_question_person` ON `faq_question` (`person_id`);
--> statement-breakpoint
CREATE VIRTUAL TABLE `faq_index` USING fts5(`question`, `words`, `answer`, content='faq_entry', content_rowid='no', tokenize='trigram');
--> statement-breakpoint
CREATE TRIGGER `faq_entry_added` AFTER INSERT ON `faq_entry` BEGIN
  INSERT INTO faq_index (rowid, question, words, answer) VALUES (new.no, new.question, new.words, new.answer);
END;
--> statement-breakpoint
CREATE TRIGGER `faq_entry_gone` AFTER DELETE ON `faq_entry` BEGIN
  INSERT INTO faq_index (faq_index, rowid, question, words, answer) VALUES ('delete', old.no, old.question, old.words, old.answer);
END;
--> statement-breakpoint
CREATE TRIGGER `faq_entry_no_update` BEFORE UPDATE ON `faq_entry` BEGIN SELECT RAISE(ABORT, 'a faq_entry is taken out and added anew'); END;
