import { type AskFlow, createAskFlow } from '../../app/ask/ask-flow.ts'
import type { App } from '../data/app-context.ts'

const flows = new WeakMap<App, AskFlow>()

/** The conversation of this tab: in memory only, and gone when the person signs out or the session ends. */
export function askFlowOf(app: App): AskFlow {
  const known = flows.get(app)
  if (known) return known
  const flow = createAskFlow(app.api)
  flows.set(app, flow)
  app.session.watch(state => {
    if (state === 'signed-out') flow.forget()
  })
  return flow
}
