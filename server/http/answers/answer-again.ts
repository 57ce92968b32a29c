import { hash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Services } from '../../../schema/context.ts'
import { isMember, type Viewer } from '../../access/policy.ts'
import { createAuditRecorder } from '../../audit/audit-recorder.ts'
import type { Caller } from '../request-context.ts'
import type { Keeping } from './keeping.ts'
import { type KeptAnswer, KeptAnswers } from './kept-answers.ts'
import { shortBody } from './short-body.ts'
import { watchedViewer } from './watched-viewer.ts'

interface Surroundings extends Pick<Services, 'accounts' | 'stateOfAnswers' | 'telemetry'> {
  readonly maxBytes: number
}

/** Answers by working it out. `keeping`: takes the answer, where it may be given again. */
type WorkOut = (caller: Caller, keeping: Keeping | null) => Promise<void>

const DAY = 86_400_000

/**
 * Gives the bytes of an answer again to whoever asks the same in the same state of the data and may see the same. The
 * caller is known and admitted by then, as for any request, and what the answer shows of persons goes to the audit log
 * each time. Exact: the key is all that an answer depends on, and the state is read from the database for each request.
 */
export function createAnswerAgain({ accounts: { em, gate }, stateOfAnswers, telemetry, maxBytes }: Surroundings) {
  const kept = new KeptAnswers(maxBytes)
  const beingWorkedOut = new Map<string, Promise<void>>()
  const repeatable = new Repeatable()

  return async (req: IncomingMessage, res: ServerResponse, caller: Caller, workOut: WorkOut): Promise<void> => {
    const { viewer, now } = caller
    const body = isMember(viewer) ? await shortBody(req) : null
    if (!isMember(viewer) || body === null) return await workOut(caller, null)
    const { organizationId } = viewer
    const question = questionKey(req, body, viewer, now)
    const own = `${question} ${viewer.userId} ${viewer.apiKeyId}`
    const find = (state: string) => kept.find(organizationId, state, question) ?? kept.find(organizationId, state, own)

    let state = await stateOfAnswers(organizationId)
    let found = find(state)
    const running = `${organizationId} ${state} ${question}`
    if (!found && repeatable.has(question) && beingWorkedOut.has(running)) {
      // Many ask the same at once when the data has changed: one works it out. Never a subscription, which does not end.
      await beingWorkedOut.get(running)
      state = await stateOfAnswers(organizationId)
      found = find(state)
    }
    if (found) return give(res, found, caller)

    const watched = watchedViewer(viewer)
    let answer: KeptAnswer | null = null
    const keeping: Keeping = {
      personal: null,
      keep: each => {
        answer = each
      },
    }
    req.unshift(body)
    const working = workOut({ ...caller, viewer: watched.viewer }, keeping).then(async () => {
      if (answer) repeatable.add(question)
      // Where the state changed meanwhile, the answer may be of either, or of both.
      if (answer && (await stateOfAnswers(organizationId)) === state)
        kept.keep(organizationId, state, watched.wasIdentified() ? own : question, answer)
    })
    const settled = working.catch(() => undefined)
    beingWorkedOut.set(running, settled)
    void settled.finally(() => {
      if (beingWorkedOut.get(running) === settled) beingWorkedOut.delete(running)
    })
    await working
  }

  function give(res: ServerResponse, { contentType, body, personal }: KeptAnswer, caller: Caller): void {
    res.writeHead(200, { 'content-type': contentType, 'content-length': body.length })
    res.end(body)
    telemetry.note({ type: 'keptAnswer' })
    if (personal.size === 0) return
    const audit = createAuditRecorder(em, gate, caller.viewer, caller.now)
    for (const [field, count] of personal) audit.note(field, count)
    caller.later(() => audit.flush())
  }
}

/** Questions whose answers could be kept before. Forgotten all at once, when they are too many: it costs waiting only. */
class Repeatable {
  readonly #questions = new Set<string>()
  has = (question: string): boolean => this.#questions.has(question)
  add(question: string): void {
    if (this.#questions.size >= 10_000) this.#questions.clear()
    this.#questions.add(question)
  }
}

/** All that an answer depends on beside the state of the data and who asks: what is asked, how, on which day, with which rights. */
function questionKey({ headers }: IncomingMessage, body: Buffer, viewer: Viewer, now: number): string {
  const { userId, email, apiKeyId, origin, scopes, ...rights } = viewer
  const { accept, 'content-type': contentType } = headers
  // With the length of the body, which ends it, nothing can be taken for anything else.
  const about = [body.length, accept, contentType, Math.floor(now / DAY), JSON.stringify(rights), ...scopes]
  return hash('sha256', Buffer.concat([Buffer.from(about.join('\n')), body]), 'base64')
}
