import { Migration } from '@mikro-orm/migrations'
import { dialectSql } from './dialect-sql.ts'

/**
 * The first tables. `int` is INTEGER on SQLite and bigint on PostgreSQL; on SQLite all tables are STRICT, and those
 * with a key of their own are clustered by it (WITHOUT ROWID), so that reading a client's months is one range scan.
 */
export class Initial extends Migration {
  override readonly name = '0001-initial'

  override up(): void {
    const sqlite = this.driver.constructor.name === 'SqliteDriver'
    for (const statement of statements) this.addSql(dialectSql(statement, sqlite))
  }
}

const versioned = `snapshot int not null, row int not null, superseded_by int, origin_snapshot int, origin_row int,
  row_key int not null, content_hash int not null`

const statements = [
  `create table organization (id serial, name text not null, base_currency text not null,
    fiscal_year_start int not null, default_cost_rate int, last_snapshot int not null, data_version int not null,
    created_at int not null) plain`,
  `create table user_account (id serial, email text not null unique, name text not null, password_hash text not null,
    created_at int not null) plain`,
  `create table membership (organization_id int not null references organization(id),
    user_id int not null references user_account(id), role text not null, created_at int not null,
    primary key (organization_id, user_id)) clustered`,
  `create table session (organization_id int not null references organization(id), id text not null,
    user_id int not null references user_account(id), refresh_hash text not null, rotation int not null,
    created_at int not null, expires_at int not null, revoked_at int, primary key (organization_id, id)) clustered`,
  `create table api_key (organization_id int not null references organization(id), id int not null, name text not null,
    prefix text not null unique, secret_hash text not null, role text not null, scopes text, created_by int not null,
    created_at int not null, expires_at int, last_used_at int, revoked_at int,
    primary key (organization_id, id)) clustered`,
  `create table sign_in_attempt (account text not null primary key, failures int not null, last_at int not null) clustered`,
  `create table snapshot (organization_id int not null references organization(id), number int not null,
    uid text not null, origin text not null, dataset text not null, file_name text, sha256 text not null,
    byte_size int not null, options text not null, header text not null, uploaded_by int, created_at int not null,
    description text, row_count int not null, accepted_count int not null, rejected_count int not null,
    added_count int not null, changed_count int not null, unchanged_count int not null, removed_count int not null,
    first_day int, last_day int, quality text not null, corrects int, reverts int, reverted_by int,
    primary key (organization_id, number), unique (organization_id, uid)) clustered`,
  `create index snapshot_by_content on snapshot (organization_id, dataset, sha256)`,
  `create table row_issue (organization_id int not null, snapshot int not null, seq int not null, row int not null,
    column_name text, value text, code text not null, message text not null, severity text not null, suggestion text,
    primary key (organization_id, snapshot, seq)) clustered`,
  `create table rejected_row (organization_id int not null, snapshot int not null, row int not null,
    cells text not null, primary key (organization_id, snapshot, row)) clustered`,
  `create table column_mapping (organization_id int not null, dataset text not null, source text not null,
    mapping text not null, updated_at int not null, primary key (organization_id, dataset, source)) clustered`,
  `create table client_alias (organization_id int not null, normal_name text not null, client_id int not null,
    primary key (organization_id, normal_name)) clustered`,
  `create table client (organization_id int not null, id int not null, created_snapshot int not null,
    primary key (organization_id, id)) clustered`,
  `create table client_row (organization_id int not null, client_id int not null, ${versioned},
    external_id text, name text not null, normal_name text not null, industry_id int, contact_email text,
    contact_phone text, is_active int not null, since_day int, metadata text,
    primary key (organization_id, client_id, snapshot, row)) clustered`,
  `create table invoice_row (organization_id int not null, client_id int not null, month int not null,
    day int not null, ${versioned}, invoice_number text not null, due_day int, currency text not null,
    is_foreign int not null, status text not null, service_line_id int, net int not null, tax int,
    total int not null, lines text,
    primary key (organization_id, client_id, month, day, snapshot, row)) clustered`,
  `create index invoice_row_live on invoice_row (organization_id, row_key) where superseded_by is null`,
  `create index invoice_row_pending on invoice_row (organization_id, due_day) where status = 'pending'`,
  `create index invoice_row_foreign on invoice_row (organization_id, day) where is_foreign = 1`,
  `create table time_log_row (organization_id int not null, client_id int not null, month int not null,
    day int not null, ${versioned}, occurrence int not null, external_id text, person_id int not null,
    project_id int, work_type text, hours int not null, rate int, cost_rate int, billable int not null,
    description text, primary key (organization_id, client_id, month, day, snapshot, row)) clustered`,
  `create index time_log_row_live on time_log_row (organization_id, row_key)
    where superseded_by is null and external_id is not null`,
  `create table license_row (organization_id int not null, client_id int not null, product_id int not null,
    ${versioned}, vendor_id int, license_type text, seats_purchased int not null, seats_assigned int,
    seats_used int, seats_billed int, cost_per_seat int, total_cost int, billing_period text not null,
    start_day int, end_day int, is_active int not null, auto_renew int, external_id text,
    primary key (organization_id, client_id, product_id, snapshot, row)) clustered`,
  `create index license_row_live on license_row (organization_id, row_key) where superseded_by is null`,
  `create table staff_row (organization_id int not null, ${versioned}, name text not null,
    normal_name text not null, email text, capacity int not null, cost_rate int, billing_rate int, team_id int,
    start_day int, end_day int, primary key (organization_id, snapshot, row)) clustered`,
  `create table budget_row (organization_id int not null, month int not null, ${versioned}, measure text not null,
    client_id int not null, amount int not null, primary key (organization_id, month, snapshot, row)) clustered`,
  `create table fx_rate_row (organization_id int not null, ${versioned}, day int not null,
    from_currency text not null, to_currency text not null, rate text not null,
    primary key (organization_id, snapshot, row)) clustered`,
  `create table person (organization_id int not null, id int not null, name text not null, normal_name text not null,
    email text not null, primary key (organization_id, id), unique (organization_id, normal_name, email)) clustered`,
  `create table term (organization_id int not null, id int not null, kind text not null, label text not null,
    normal text not null, primary key (organization_id, id), unique (organization_id, kind, normal)) clustered`,
  `create table time_month (organization_id int not null, client_id int not null, month int not null,
    snapshot int not null, rows int not null, hours int not null, billable_hours int not null, cost int not null,
    value int not null, primary key (organization_id, client_id, month, snapshot)) clustered`,
  `create table time_open_month (organization_id int not null, client_id int not null, month int not null,
    person_id int not null, snapshot int not null, cost_rows int not null, cost_hours int not null,
    billing_cost int not null, bare_rows int not null, bare_hours int not null, value_rows int not null,
    value_hours int not null, primary key (organization_id, client_id, month, person_id, snapshot)) clustered`,
  `create table invoice_month (organization_id int not null, client_id int not null, month int not null,
    service_line_id int not null, snapshot int not null, rows int not null, net int not null, tax int not null,
    tax_rows int not null, billed int not null, paid int not null, overdue int not null, pending_rows int not null,
    primary key (organization_id, client_id, month, service_line_id, snapshot)) clustered`,
  `create table metric_version (organization_id int not null, key text not null, version int not null,
    definition text not null, since_snapshot int not null, created_by int, created_at int not null,
    retired int not null, primary key (organization_id, key, version)) clustered`,
  `create table audit_event (organization_id int not null, seq int not null, at int not null, actor_id int, role text,
    action text not null, subject text not null, details text not null, previous_hash text not null,
    hash text not null, primary key (organization_id, seq)) clustered`,
]
