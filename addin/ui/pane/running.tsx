import { Button } from '../components/button.tsx'
import { Progress } from '../components/progress.tsx'
import { stopIcon } from '../icons/icons.ts'

/** What is being done, how far it is, and the way to stop it. Props: `doing`, `part` 0 to 1, `onStop`. */
export function Running({
  doing,
  part,
  onStop,
}: {
  readonly doing: string
  readonly part: number
  readonly onStop?: (() => void) | undefined
}) {
  return (
    <div class="pane-running">
      <Progress label={doing} value={part > 0 ? part : null} text={doing} />
      {onStop && (
        <Button size="small" icon={stopIcon} onClick={onStop}>
          Stop
        </Button>
      )}
    </div>
  )
}
