-- The member first in the key (decision 0017). SQLite changes a key only with the whole table; nothing refers to it.
CREATE TABLE `ledger_balance_next` (
	`unit` integer NOT NULL,
	`member` integer NOT NULL,
	`account` integer NOT NULL,
	`loan` integer NOT NULL,
	`amount` integer NOT NULL,
	PRIMARY KEY(`member`, `unit`, `account`, `loan`),
	CHECK (`amount` >= 0 OR (`member` = 0 AND `account` NOT IN (1101, 1102, 1103, 1104)))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `ledger_balance_next` (`unit`, `member`, `account`, `loan`, `amount`)
	SELECT `unit`, `member`, `account`, `loan`, `amount` FROM `ledger_balance` ORDER BY `member`, `unit`, `account`, `loan`;
--> statement-breakpoint
DROP TABLE `ledger_balance`;
--> statement-breakpoint
ALTER TABLE `ledger_balance_next` RENAME TO `ledger_balance`;
