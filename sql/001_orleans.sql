-- What Orleans keeps: which silos there are, small grain documents, reminders.
-- Its providers know one table by name, orleansquery, and run the texts stored there; the rest is ours to shape.
-- Each text is one statement: the providers open no transaction and never try again.

-- Every write of a document or reminder takes its version here. A version therefore never comes back, not even on a
-- row that was deleted and made again, and a stale writer cannot mistake the new row for the one it knew.
create sequence orleans_versions as integer cycle;

create table orleansquery (
  querykey  text not null primary key,
  querytext text not null
);

-- ---------------------------------------------------------------- membership

create table orleans_membership_version (
  cluster_id text    not null primary key,
  version    integer not null default 0
) with (fillfactor = 50);

create table orleans_membership (
  cluster_id text        not null references orleans_membership_version on delete cascade,
  address    text        not null,
  port       integer     not null,
  generation integer     not null,
  silo_name  text        not null,
  host_name  text        not null,
  status     integer     not null, -- 3 is active, 6 is dead
  proxy_port integer     not null,
  suspicions text,
  started_at timestamptz not null,
  alive_at   timestamptz not null,
  primary key (cluster_id, address, port, generation)
) with (fillfactor = 50); -- heartbeats stay on their page

insert into orleansquery (querykey, querytext) values

('InsertMembershipVersionKey', $sql$
with added as (
  insert into orleans_membership_version (cluster_id) values (@DeploymentId)
  on conflict do nothing
  returning cluster_id
)
select count(*) from added
$sql$),

-- The version row is the gate: of all writers that read the same version one gets through, the others find it moved.
('InsertMembershipKey', $sql$
with moved as (
  update orleans_membership_version
  set version = version + 1
  where cluster_id = @DeploymentId and version = @Version
    and not exists (
      select from orleans_membership
      where cluster_id = @DeploymentId and address = @Address and port = @Port and generation = @Generation)
  returning cluster_id
), added as (
  insert into orleans_membership
    (cluster_id, address, port, generation, silo_name, host_name, status, proxy_port, started_at, alive_at)
  select cluster_id, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime
  from moved
  returning cluster_id
)
select count(*) from added
$sql$),

-- The silo's row is locked before the gate is passed, so the gate never moves for a row that is gone.
('UpdateMembershipKey', $sql$
with silo as (
  select cluster_id from orleans_membership
  where cluster_id = @DeploymentId and address = @Address and port = @Port and generation = @Generation
  for update
), moved as (
  update orleans_membership_version
  set version = version + 1
  where cluster_id = @DeploymentId and version = @Version and exists (select from silo)
  returning cluster_id
), changed as (
  update orleans_membership
  set status = @Status, suspicions = @SuspectTimes, alive_at = @IAmAliveTime
  from moved
  where orleans_membership.cluster_id = moved.cluster_id
    and address = @Address and port = @Port and generation = @Generation
  returning moved.cluster_id
)
select count(*) from changed
$sql$),

-- Leaves the version alone: a heartbeat must not spoil a membership change on its way.
('UpdateIAmAlivetimeKey', $sql$
update orleans_membership
set alive_at = @IAmAliveTime
where cluster_id = @DeploymentId and address = @Address and port = @Port and generation = @Generation
$sql$),

('MembershipReadRowKey', $sql$
select
  v.version as Version, m.address as Address, m.port as Port, m.generation as Generation,
  m.silo_name as SiloName, m.host_name as HostName, m.status as Status, m.proxy_port as ProxyPort,
  m.suspicions as SuspectTimes, m.started_at as StartTime, m.alive_at as IAmAliveTime
from orleans_membership_version v
left join orleans_membership m
  on m.cluster_id = v.cluster_id and m.address = @Address and m.port = @Port and m.generation = @Generation
where v.cluster_id = @DeploymentId
$sql$),

('MembershipReadAllKey', $sql$
select
  v.version as Version, m.address as Address, m.port as Port, m.generation as Generation,
  m.silo_name as SiloName, m.host_name as HostName, m.status as Status, m.proxy_port as ProxyPort,
  m.suspicions as SuspectTimes, m.started_at as StartTime, m.alive_at as IAmAliveTime
from orleans_membership_version v
left join orleans_membership m on m.cluster_id = v.cluster_id
where v.cluster_id = @DeploymentId
$sql$),

('GatewaysQueryKey', $sql$
select address as Address, proxy_port as ProxyPort, generation as Generation
from orleans_membership
where cluster_id = @DeploymentId and status = @Status and proxy_port > 0
$sql$),

('DeleteMembershipTableEntriesKey', $sql$
delete from orleans_membership_version where cluster_id = @DeploymentId
$sql$),

('CleanupDefunctSiloEntriesKey', $sql$
delete from orleans_membership
where cluster_id = @DeploymentId and status = 6 and started_at < @IAmAliveTime and alive_at < @IAmAliveTime
$sql$),

-- Only the row that was looked at: another silo may have written to it since.
('CleanupDefunctSiloEntryKey', $sql$
delete from orleans_membership
where cluster_id = @DeploymentId and address = @Address and port = @Port and generation = @Generation
  and status = 6 and started_at = @StartTime and alive_at = @IAmAliveTime
  and coalesce(suspicions, '') = coalesce(@SuspectTimes, '')
$sql$);

-- ---------------------------------------------------------------- documents

create table orleans_storage (
  service_id  text        not null,
  state_name  text        not null,
  key_high    bigint      not null,
  key_low     bigint      not null,
  key_text    text        not null, -- empty for a key that is only a number
  version     integer     not null default nextval('orleans_versions'),
  payload     bytea,                -- null: cleared
  modified_at timestamptz not null default now(),
  primary key (service_id, state_name, key_text, key_high, key_low)
) with (fillfactor = 80);

insert into orleansquery (querykey, querytext) values

('ReadFromStorageKey', $sql$
select payload as PayloadBinary, version as Version
from orleans_storage
where service_id = @ServiceId and state_name = @GrainTypeString
  and key_text = coalesce(@GrainIdExtensionString, '') and key_high = @GrainIdN0 and key_low = @GrainIdN1
$sql$),

-- No row comes back when somebody else wrote first, which is how a conflict is told.
('WriteToStorageKey', $sql$
with replaced as (
  update orleans_storage
  set payload = @PayloadBinary, version = nextval('orleans_versions'), modified_at = now()
  where service_id = @ServiceId and state_name = @GrainTypeString
    and key_text = coalesce(@GrainIdExtensionString, '') and key_high = @GrainIdN0 and key_low = @GrainIdN1
    and version = @GrainStateVersion
  returning version
), added as (
  insert into orleans_storage (service_id, state_name, key_high, key_low, key_text, payload)
  select @ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1, coalesce(@GrainIdExtensionString, ''), @PayloadBinary
  where @GrainStateVersion is null
  on conflict do nothing
  returning version
)
select version as NewGrainStateVersion from replaced
union all
select version from added
$sql$),

('ClearStorageKey', $sql$
update orleans_storage
set payload = null, version = nextval('orleans_versions'), modified_at = now()
where service_id = @ServiceId and state_name = @GrainTypeString
  and key_text = coalesce(@GrainIdExtensionString, '') and key_high = @GrainIdN0 and key_low = @GrainIdN1
  and version = @GrainStateVersion
returning version
$sql$),

-- Any number but the version that was sent says "deleted"; zero is never a version.
('DeleteStorageKey', $sql$
delete from orleans_storage
where service_id = @ServiceId and state_name = @GrainTypeString
  and key_text = coalesce(@GrainIdExtensionString, '') and key_high = @GrainIdN0 and key_low = @GrainIdN1
  and version = @GrainStateVersion
returning 0
$sql$);

-- ---------------------------------------------------------------- reminders

create table orleans_reminders (
  service_id text        not null,
  grain_id   text        not null,
  name       text        not null,
  grain_hash integer     not null, -- signed, as the ring queries compare it
  due_at     timestamptz not null,
  period_ms  bigint      not null,
  version    integer     not null default nextval('orleans_versions'),
  primary key (service_id, grain_id, name)
);

create index orleans_reminders_ring on orleans_reminders (service_id, grain_hash);

insert into orleansquery (querykey, querytext) values

('UpsertReminderRowKey', $sql$
insert into orleans_reminders (service_id, grain_id, name, grain_hash, due_at, period_ms)
values (@ServiceId, @GrainId, @ReminderName, @GrainHash, @StartTime, @Period)
on conflict (service_id, grain_id, name) do update
set grain_hash = excluded.grain_hash, due_at = excluded.due_at, period_ms = excluded.period_ms, version = excluded.version
returning version as Version
$sql$),

('ReadReminderRowKey', $sql$
select grain_id as GrainId, name as ReminderName, due_at as StartTime, period_ms as Period, version as Version
from orleans_reminders
where service_id = @ServiceId and grain_id = @GrainId and name = @ReminderName
$sql$),

('ReadReminderRowsKey', $sql$
select grain_id as GrainId, name as ReminderName, due_at as StartTime, period_ms as Period, version as Version
from orleans_reminders
where service_id = @ServiceId and grain_id = @GrainId
$sql$),

('ReadRangeRows1Key', $sql$
select grain_id as GrainId, name as ReminderName, due_at as StartTime, period_ms as Period, version as Version
from orleans_reminders
where service_id = @ServiceId and grain_hash > @BeginHash and grain_hash <= @EndHash
$sql$),

-- The range that runs over the end of the ring.
('ReadRangeRows2Key', $sql$
select grain_id as GrainId, name as ReminderName, due_at as StartTime, period_ms as Period, version as Version
from orleans_reminders
where service_id = @ServiceId and (grain_hash > @BeginHash or grain_hash <= @EndHash)
$sql$),

('DeleteReminderRowKey', $sql$
with removed as (
  delete from orleans_reminders
  where service_id = @ServiceId and grain_id = @GrainId and name = @ReminderName and version = @Version
  returning version
)
select count(*) from removed
$sql$),

('DeleteReminderRowsKey', $sql$
delete from orleans_reminders where service_id = @ServiceId
$sql$);
