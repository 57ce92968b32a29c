import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { verifyLog } from '../../server/audit/verify-log.ts'
import { entities } from '../../server/db/entities/entities.ts'
import { dbOf } from '../../server/db/tables.ts'
import { setUp } from '../accounts/authenticator.ts'
import { type ReviewedServer, reviewedServer, sheets } from '../reviews/reviewed-server.ts'
import { PASSWORD, testServer } from '../support/server.ts'

const staff = `name,email,capacity,cost rate,billing rate
Petra Quillfeather,petra@north.example,40,50,100
Ken Other,ken@north.example,40,40,90
`
const bad = `client,staff_name,staff_email,date,hours,task_description
Acme,PETRA QUILLFEATHER,petra@north.example,2026-01-20,99,too long
Acme,Ken Other,ken@north.example,2026-01-21,2,Helped Petra Quillfeather with petra@north.example
Acme,Petra Quillfeather,,2026-01-22,1,alone
`
const clients =
  'name,contact_email,contact_phone\nAcme,petra@north.example,+1 555 777 1111\nBirch,other@birch.example,\n'

/** Every table that holds one of the words, in any column. */
async function placesOf(server: ReviewedServer, words: readonly string[]): Promise<string[]> {
  const db = dbOf(server.running.database.em.fork())
  const found: string[] = []
  for (const { meta } of entities) {
    const table = server.running.database.em.getMetadata().get(meta.class).tableName
    const { rows } = await sql`select * from ${sql.table(table)}`.execute(db)
    const text = JSON.stringify(rows).toLowerCase()
    if (words.some(word => text.includes(word.toLowerCase()))) found.push(table)
  }
  return found.sort()
}

const words = ['Quillfeather', 'petra@north.example', '777 1111', '5557771111']

test('an erased person is in no table and no log, every number stays, and the chain is valid', async () => {
  await using server = await reviewedServer()
  await server.bring('ANALYST', 'clients', clients)
  await server.bring('ANALYST', 'staff', staff)
  await server.bring('ANALYST', 'invoices', sheets.invoices)
  await server.bring('ANALYST', 'time_logs', sheets.time_logs)
  await server.bring('ANALYST', 'time_logs', bad)
  const { id } = await server.taskOf('revenue', 'Acme', '2026-01')
  await server.ask(
    server.tokens.MANAGER,
    'mutation ($id: ID!) { commentOnReviewTask(id: $id, comment: "Ask Petra Quillfeather!") { id } }',
    { id },
  )
  expect(await placesOf(server, words)).toEqual(
    expect.arrayContaining(['client_row', 'person', 'rejected_row', 'review_event', 'staff_row', 'time_log_row']),
  )
  const numbers = async () =>
    (
      await server.ask(
        server.tokens.OWNER,
        '{ metrics(query: {metrics: ["hours", "labour_cost", "available_hours", "utilization_pct"], groupBy: [MONTH]}) { flatRows } }',
      )
    ).data.metrics.flatRows
  const byStaff = async () =>
    (
      await server.ask(
        server.tokens.OWNER,
        '{ metrics(query: {metrics: ["hours", "labour_cost"], groupBy: [STAFF]}) { flatRows } }',
      )
    ).data.metrics.flatRows.map(({ staff: name, ...rest }: { staff: string }) => rest)
  const before = [await numbers(), new Set((await byStaff()).map((row: object) => JSON.stringify(row)))]

  const erase = async (dryRun: boolean) =>
    await server.ask(
      server.tokens.ADMIN,
      `mutation { eraseSubject(person: "petra@north.example", dryRun: ${dryRun}) { dryRun pseudonym counts { table count } } }`,
    )
  const dry = (await erase(true)).data.eraseSubject
  expect(dry).toMatchObject({ dryRun: true, pseudonym: null })
  expect((await placesOf(server, words)).length).toBeGreaterThan(5)
  const exported = await server.ask(server.tokens.ADMIN, 'mutation { exportSubject(person: "Petra Quillfeather") }')
  expect(exported.data.exportSubject.time_log_row).toHaveLength(4)
  expect(exported.data.exportSubject.rejected_row_mentions).toHaveLength(1)
  expect(JSON.stringify(exported.data.exportSubject)).not.toContain('ken@north.example,40')

  const done = (await erase(false)).data.eraseSubject
  expect(done.counts).toEqual(dry.counts)
  expect(done.pseudonym).toMatch(/^Erased [0-9a-f]{16}$/)
  expect(await placesOf(server, words)).toEqual([])
  expect([await numbers(), new Set((await byStaff()).map((row: object) => JSON.stringify(row)))]).toEqual(before)
  expect((await placesOf(server, ['Ken Other'])).length).toBeGreaterThan(1)
  expect((await verifyLog(dbOf(server.running.database.em.fork()), server.id)).valid).toBe(true)
  const again = (await erase(false)).data.eraseSubject
  expect(again).toMatchObject({ pseudonym: null })
})

test('whoever was known by several names and addresses keeps their hours where they were', async () => {
  await using server = await reviewedServer()
  await server.bring('ANALYST', 'clients', clients)
  await server.bring('ANALYST', 'staff', staff)
  const logs = [
    // Another name at the address; by that name alone it is somebody of their own.
    ...['P. Quill,,2026-01-20,1', 'P. Quill,petra@north.example,2026-01-20,2'],
    'Petra Quillfeather,,2026-01-21,4',
  ]
  await server.bring('ANALYST', 'time_logs', `staff_name,staff_email,date,hours,client\n${logs.join(',Acme\n')},Acme\n`)
  const hours = async (): Promise<{ name: string; of: number }[]> =>
    (
      await server.ask(
        server.tokens.OWNER,
        '{ metrics(query: {metrics: ["hours", "labour_cost", "available_hours"], groupBy: [STAFF], period: {between: {from: "2026-01-01", to: "2026-01-31"}}}) { flatRows } }',
      )
    ).data.metrics.flatRows
  const withoutNames = (rows: readonly object[]) =>
    rows.map(row => JSON.stringify({ ...row, staff: undefined, staff_id: undefined })).sort()
  const before = withoutNames(await hours())
  expect(before).toHaveLength(3)
  await server.ask(
    server.tokens.ADMIN,
    'mutation { eraseSubject(person: "petra@north.example", dryRun: false) { pseudonym } }',
  )
  expect(await placesOf(server, ['Quill', 'petra@'])).toEqual([])
  expect(withoutNames(await hours())).toEqual(before)
})

test('an erased account is gone: it cannot sign in, its sessions and addresses are ended', async () => {
  await using server = await reviewedServer()
  await server.bring('ANALYST', 'invoices', sheets.invoices)
  const email = 'analyst@north.example'
  const erase = (role: 'ADMIN' | 'OWNER', person: string) =>
    server.ask(server.tokens[role], `mutation { eraseSubject(person: "${person}", dryRun: false) { pseudonym } }`)
  expect((await erase('OWNER', 'owner@north.example')).errors[0]?.message).toContain('yourself')
  expect((await erase('ADMIN', 'owner@north.example')).errors[0]?.message).toContain('only owner')
  expect((await erase('ADMIN', email)).data.eraseSubject.pseudonym).not.toBeNull()
  expect(await placesOf(server, [email, 'ANALYST of North'])).toEqual([])
  expect((await server.signIn(email)).data.signIn.__typename).toBe('InvalidCredentials')
  expect((await server.ask(server.tokens.ANALYST, '{ snapshots { totalCount } }')).status).toBe(401)
  expect((await verifyLog(dbOf(server.running.database.em.fork()), server.id)).valid).toBe(true)
})

test('an erased person takes second factor, sessions and invitations along; an account of another organization stays that one’s', async () => {
  await using server = await testServer()
  const north = await server.organization('North', 'OWNER', 'ADMIN', 'MANAGER', 'ANALYST')
  const south = await server.organization('South', 'OWNER')
  const db = () => dbOf(server.running.database.em.fork())
  const erase = (token: string, person: string) =>
    server.ask(token, `mutation { eraseSubject(person: "${person}", dryRun: false) { pseudonym } }`)
  const invite = async (token: string, email: string) =>
    (await server.ask(token, `mutation { inviteUser(email: "${email}", role: ANALYST) { token } }`)).data.inviteUser
      .token
  // The manager belongs to both.
  const accepting = { token: await invite(south.tokens.OWNER, 'manager@north.example'), name: 'x', password: PASSWORD }
  const accept =
    'mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { ... on Session { accessToken } } }'
  const there = (await server.ask(null, accept, { input: accepting })).data.acceptInvitation.accessToken
  await setUp(server, north.tokens.ANALYST, { password: PASSWORD, now: Date.now() })
  const open = await invite(north.tokens.OWNER, 'newcomer@elsewhere.example')

  expect((await erase(north.tokens.OWNER, 'manager@north.example')).data.eraseSubject.pseudonym).not.toBeNull()
  expect((await server.ask(there, '{ viewer { email } }')).data.viewer.email).toBe('manager@north.example')
  expect((await server.signIn('manager@north.example')).data.signIn.__typename).toBe('Session')
  expect((await erase(north.tokens.OWNER, 'analyst@north.example')).data.eraseSubject.pseudonym).not.toBeNull()
  expect(await db().selectFrom('second_factor').selectAll().execute()).toEqual([])
  expect(await db().selectFrom('backup_code').selectAll().execute()).toEqual([])
  expect((await erase(north.tokens.OWNER, 'newcomer@elsewhere.example')).data.eraseSubject.pseudonym).not.toBeNull()
  expect((await server.ask(null, `{ invitation(token: "${open}") { role } }`)).data.invitation).toBeNull()
  const invitations = await db()
    .selectFrom('invitation')
    .select('email')
    .where('organization_id', '=', north.id)
    .execute()
  expect(JSON.stringify(invitations)).not.toContain('newcomer')
  // An Admin does not touch an Owner this way either.
  const { data } = await server.ask(north.tokens.OWNER, '{ users { nodes { id role } } }')
  const admin = data.users.nodes.find((user: { role: string }) => user.role === 'ADMIN')
  await server.ask(north.tokens.OWNER, `mutation { changeRole(userId: "${admin.id}", role: OWNER) { role } }`)
  await server.organization('Third', 'OWNER')
  await invite(north.tokens.OWNER, 'second@admin.example')
  const second = {
    token: await invite(north.tokens.OWNER, 'second@admin.example'),
    name: 'Second',
    password: 'tulip-harbour-9',
  }
  const analyst = (await server.ask(null, accept, { input: second })).data.acceptInvitation.accessToken
  const people = (await server.ask(north.tokens.OWNER, '{ users { nodes { id email } } }')).data.users.nodes
  const their = people.find((user: { email: string }) => user.email === 'second@admin.example')
  await server.ask(north.tokens.OWNER, `mutation { changeRole(userId: "${their.id}", role: ADMIN) { role } }`)
  const refused = await erase(analyst, 'admin@north.example')
  expect(refused.errors[0]).toMatchObject({
    extensions: { code: 'FORBIDDEN' },
    message: expect.stringContaining('ask an Owner'),
  })
})
