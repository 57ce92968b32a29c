import { createHash } from 'node:crypto'
import type { Chance } from '../metrics/oracle/random.ts'
import { PASSWORD } from '../support/server.ts'
import { type Answer, ask, type Body, documents, upload } from './client.ts'
import { emailOf, type SmallFirm } from './small-firm.ts'

/** Something that was asked of a server, and what it answered; `lost`: it was killed first. */
export interface Sent {
  readonly kind: 'upload' | 'correction' | 'revert' | 'decision' | 'sign-in' | 'refresh' | 'sign-out'
  readonly answer: Answer
}

export interface SentUpload extends Sent {
  readonly kind: 'upload'
  readonly sheet: string
  readonly sha256: string
  readonly good: number
}
export interface SentCorrection extends Sent {
  readonly kind: 'correction'
  readonly corrects: Body
}
export interface SentRevert extends Sent {
  readonly kind: 'revert'
  readonly reverts: Body
}
export interface SentDecision extends Sent {
  readonly kind: 'decision'
  readonly task: string
}
export interface SentSession extends Sent {
  readonly kind: 'sign-in' | 'refresh' | 'sign-out'
  /** The tokens before. */
  readonly session: Body | null
}
export type AnySent = SentUpload | SentCorrection | SentRevert | SentDecision | SentSession

/** Everything that was asked so far, over all the servers that were killed. */
export interface Ledger {
  readonly sent: AnySent[]
  /** Snapshots that were acknowledged and nothing was done to since. */
  readonly uploads: Body[]
  readonly tasks: string[]
  /** Sessions whose newest tokens are known. */
  readonly sessions: Body[]
  /** Sheets whose upload was not acknowledged, to be sent once more. */
  readonly again: SentUpload[]
}

export const createLedger = (firm: SmallFirm): Ledger => ({
  ...{ sent: [], uploads: [], tasks: [...firm.tasks], sessions: [], again: [] },
})

/** Four people who work at once, each without a break, until the server is gone. */
export async function traffic(address: string, firm: SmallFirm, ledger: Ledger, chance: Chance): Promise<void> {
  const lanes = [uploads, changes, decisions, sessions]
  await Promise.all(
    lanes.map(async lane => {
      for (;;) {
        const sent = await lane(address, firm, ledger, chance)
        if (!sent) return
        ledger.sent.push(sent)
        if (sent.answer.lost) return
      }
    }),
  )
}

type Lane = (address: string, firm: SmallFirm, ledger: Ledger, chance: Chance) => Promise<AnySent | null>

const uploads: Lane = async (address, { tokens }, ledger, chance) => {
  const once = ledger.again.pop()
  const { sheet, good } = once ?? timeLogs(ledger.sent.length, chance)
  const answer = await upload(address, tokens.ANALYST, 'time_logs?createMissingClients=true', sheet)
  const sent: SentUpload = {
    ...{ kind: 'upload', answer, sheet, good },
    sha256: createHash('sha256').update(sheet).digest('hex'),
  }
  if (answer.lost) ledger.again.push(sent)
  else if (answer.body.__typename === 'Snapshot') ledger.uploads.push(answer.body)
  return sent
}

/** Some rows of one person's work, some of which cannot be taken in. */
function timeLogs(upload: number, chance: Chance): { sheet: string; good: number } {
  const good = chance.between(3, 40)
  const rows = Array.from({ length: good }, (_, row) => {
    const date = `2026-0${chance.between(1, 3)}-${String(chance.between(1, 28)).padStart(2, '0')}`
    return `Client ${chance.between(0, 3)},Person ${chance.between(0, 3)},${date},${chance.between(1, 30) / 4},100,50,U${upload}-${row}`
  })
  const bad = `Client 0,Person 0,some day,1,100,50,U${upload}-bad`
  return { sheet: ['client,staff_name,date,hours,rate,cost_rate,external_id', ...rows, bad].join('\n'), good }
}

/** Corrects or reverts an upload that was acknowledged; each only once. */
const changes: Lane = async (address, { tokens }, ledger, chance) => {
  while (ledger.uploads.length === 0) {
    // Nothing to change yet: as good as a request to see whether the server still lives.
    const { lost } = await ask(address, null, '{ __typename }')
    if (lost) return null
    await new Promise(resolve => setTimeout(resolve, 10))
  }
  const [snapshot] = ledger.uploads.splice(chance.between(0, ledger.uploads.length - 1), 1)
  if (chance.percent(50)) {
    const answer = await ask(address, tokens.OWNER, documents.revert, { id: snapshot.id })
    return { kind: 'revert', answer, reverts: snapshot }
  }
  const { row } = snapshot.issues.nodes.find((issue: Body) => issue.severity === 'ERROR')
  const cells = [{ heading: 'date', value: '2026-02-03' }]
  const input = { snapshot: snapshot.id, rows: [{ row, cells }] }
  return {
    kind: 'correction',
    answer: await ask(address, tokens.ANALYST, documents.correct, { input }),
    corrects: snapshot,
  }
}

const decisions: Lane = async (address, { tokens }, ledger, chance) => {
  const task = ledger.tasks.pop()
  if (task === undefined) return null
  const correct = chance.percent(20) ? { decision: 'CORRECT', correctedValue: 12.5, comment: 'As invoiced' } : null
  const input = { id: task, version: 1, decision: chance.percent(60) ? 'APPROVE' : 'REJECT', ...correct }
  // Nobody decides hundreds of results a second; so they last for all the kills.
  await new Promise(resolve => setTimeout(resolve, chance.between(200, 900)))
  return { kind: 'decision', answer: await ask(address, tokens.MANAGER, documents.decide, { input }), task }
}

const sessions: Lane = async (address, _firm, ledger, chance) => {
  const known = chance.percent(60) && ledger.sessions.length > 0
  if (!known) {
    const input = { email: emailOf(chance.pick(['ADMIN', 'MANAGER', 'ANALYST'])), password: PASSWORD }
    const answer = await ask(address, null, documents.signIn, { input })
    if (!answer.lost && answer.body.data?.signIn?.refreshToken) ledger.sessions.push(answer.body.data.signIn)
    return { kind: 'sign-in', answer, session: null }
  }
  const [session] = ledger.sessions.splice(chance.between(0, ledger.sessions.length - 1), 1)
  if (chance.percent(30)) {
    const answer = await ask(address, session.accessToken, documents.signOut)
    return { kind: 'sign-out', answer, session }
  }
  const answer = await ask(address, null, documents.refresh, { token: session.refreshToken })
  if (!answer.lost && answer.body.data?.refreshSession?.refreshToken)
    ledger.sessions.push(answer.body.data.refreshSession)
  return { kind: 'refresh', answer, session }
}
