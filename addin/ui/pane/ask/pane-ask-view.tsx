import { AskView } from '../../ask/ask-view.tsx'
import { ExplanationView } from '../explain/explanation-view.tsx'

const places = { selection: true }

/** Questions in words beside the workbook; answers go into it as tables. */
export function PaneAskView() {
  return <AskView places={places} why={ExplanationView} />
}
