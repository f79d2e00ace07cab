-- what leaves this database as a link must be told from the real thing as well
UPDATE ir_ui_view
   SET active = true
 WHERE key = 'club_membership.practice_notice_page';
