import type { PaneView } from '../ui/pane/pane-view.ts'
import { commandIds } from './command-ids.ts'

/**
 * Gives the buttons of the ribbon their functions. Each of them ends by `completed()`, whatever became of it: Excel
 * keeps a button busy until then.
 */
export function associateCommands({
  openView,
  refreshAll,
}: {
  readonly openView: (view: PaneView) => void
  /** Answers whether everything was refreshed; if not, the pane is opened to say why. */
  readonly refreshAll: () => Promise<boolean>
}): void {
  const show = async (view: PaneView) => {
    openView(view)
    await Office.addin.showAsTaskpane()
  }
  for (const [id, view] of Object.entries(commandIds))
    Office.actions.associate(id, async (event: Office.AddinCommands.Event) => {
      try {
        if (view !== null) await show(view)
        else if (!(await refreshAll())) await show('refresh')
      } catch (error) {
        reportError(error)
      } finally {
        event.completed()
      }
    })
}
