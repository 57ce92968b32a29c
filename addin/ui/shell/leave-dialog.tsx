import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'

/** A way out of the session that loses what was entered and not saved. */
export interface Leaving {
  readonly kind: 'switch' | 'sign-out'
  readonly go: () => void
}

const words = {
  switch: { title: 'Change over without saving?', go: 'Change over' },
  'sign-out': { title: 'Sign out without saving?', go: 'Sign out' },
}

/** Asks before sheets that were not saved are gone. Props: `leaving` (null: nobody leaves), `onStay`. */
export function LeaveDialog({ leaving, onStay }: { readonly leaving: Leaving | null; readonly onStay: () => void }) {
  const { title, go } = words[leaving?.kind ?? 'switch']
  return (
    <Dialog
      title={title}
      open={leaving !== null}
      size="small"
      onClose={onStay}
      actions={
        <>
          <Button onClick={onStay}>Stay</Button>
          <Button
            kind="danger"
            onClick={() => {
              onStay()
              leaving?.go()
            }}
          >
            {go}
          </Button>
        </>
      }
    >
      <p>
        Sheets in this tab have changes that were not saved. They are kept nowhere else and end with this session. To
        keep them, stay and take them along as XLSX or CSV (on the page Workbook).
      </p>
    </Dialog>
  )
}
