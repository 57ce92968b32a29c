import { useEffect, useRef } from 'preact/hooks'
import type { RowExplanation } from '../../app/ask/ask-flow.ts'
import { explanationTable } from '../../app/explain/explanation-table.ts'
import { IconButton } from '../components/button.tsx'
import { MessageBar, ProblemBar } from '../components/message-bar.tsx'
import { Skeleton } from '../components/progress.tsx'
import { notExplained } from '../explanation/not-explained.ts'
import { closeIcon } from '../icons/icons.ts'
import { InsertAnswerButton, type InsertPlaces } from './insert-answer-button.tsx'
import type { WhyView } from './why-view.ts'

/** Why one number of the answer is what it is, below it. Props: `row`, `of` (its name), `places`, `why`, `onRetry`, `onClose`. */
export function RowExplanationView({
  row,
  of,
  places,
  why: Why,
  onRetry,
  onClose,
}: {
  readonly row: RowExplanation
  readonly of: string
  readonly places: InsertPlaces
  readonly why: WhyView
  readonly onRetry: () => void
  readonly onClose: () => void
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus()
  }, [row.rowKey, row.metric])
  const { explanation, input, error } = row
  const reason = row.reason ?? notExplained(error)
  return (
    <section
      class="ask-row"
      aria-label={`Why: ${of}`}
      onKeyDown={event => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        onClose()
      }}
    >
      <div class="ask-head">
        <h3 ref={heading} tabIndex={-1}>
          Why: {of}
        </h3>
        <IconButton size="small" label="Close the explanation" icon={closeIcon} onClick={onClose} />
      </div>
      {reason !== null && <MessageBar>{reason}</MessageBar>}
      {reason === null && error !== null && <ProblemBar error={error} onRetry={onRetry} />}
      {reason === null && error === null && explanation === null && <Skeleton height={200} label="Explaining" />}
      {explanation && (
        <>
          <Why explanation={explanation} brief />
          <div class="ask-actions">
            {input && (
              <InsertAnswerButton
                label="Insert explanation"
                model={by => explanationTable(explanation, input, by, by.now)}
                places={places}
              />
            )}
          </div>
        </>
      )}
    </section>
  )
}
