import { useMemo } from 'preact/hooks'
import { AskView } from '../../ask/ask-view.tsx'
import { Link } from '../../components/link.tsx'
import { useApp } from '../../data/app-context.ts'
import { ExplanationView } from '../../explanation/explanation-view.tsx'
import { createPaneSeat, SeatContext } from '../../pane/pane-seat.ts'
import { PageHead } from '../parts/page-head.tsx'
import { usePageWorkbook } from '../uploads/page-workbook.ts'
import '../../components/card.css'

const places = { selection: false, afterwards: <Link href="#/workbook">Open the workbook</Link> }

/** Questions in words; answers can go into the workbook of this tab. */
export function AskPage() {
  const app = useApp()
  const { workbook } = usePageWorkbook()
  const seat = useMemo(() => createPaneSeat({ app, workbook, server: location.origin }), [app, workbook])
  return (
    <SeatContext value={seat}>
      <div class="page">
        <PageHead
          title="Ask"
          note="In your own words. You see how each part was understood; what is not understood is asked back, never guessed."
        />
        <section class="card" aria-label="Question and answer">
          <AskView places={places} why={ExplanationView} />
        </section>
      </div>
    </SeatContext>
  )
}
