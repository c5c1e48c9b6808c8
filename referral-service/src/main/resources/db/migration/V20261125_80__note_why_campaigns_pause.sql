-- Why a paused campaign is paused, and since when a running one runs.
alter table campaigns add column pause_reason text
    constraint ck_campaigns_pause_reason check (pause_reason in ('marketer', 'budget-exhausted'));
alter table campaigns add column running_since timestamptz;
update campaigns set pause_reason = 'marketer' where state = 'PAUSED';
