import { useEffect, useRef, useState } from 'preact/hooks'
import type { Offer } from '../../app/ask/answer.ts'
import type { AskState } from '../../app/ask/ask-flow.ts'
import { exampleQuestions, followUps } from '../../app/ask/examples.ts'
import { counted } from '../../app/counted.ts'
import { Menu } from '../components/menu.tsx'
import { ProblemBar } from '../components/message-bar.tsx'
import { Skeleton } from '../components/progress.tsx'
import { useApp } from '../data/app-context.ts'
import { clockIcon } from '../icons/icons.ts'
import { useStore } from '../pane/use-store.ts'
import { answerText } from './answer-text.ts'
import { AnswerView } from './answer-view.tsx'
import { askFlowOf } from './ask-flow-of.ts'
import type { InsertPlaces } from './insert-answer-button.tsx'
import { Offers } from './offers.tsx'
import { QuestionBox } from './question-box.tsx'
import type { WhyView } from './why-view.ts'
import './ask.css'

/** A question in words and what comes of it. One for the pane and for the page. Props: `places` a table can go to, `why` shows explanations. */
export function AskView({ places, why }: { readonly places: InsertPlaces; readonly why: WhyView }) {
  const app = useApp()
  const flow = askFlowOf(app)
  const state = useStore(flow)
  const [question, setQuestion] = useState(state.asking?.[0] ?? state.thread[0] ?? '')
  const [next, setNext] = useState('')
  const box = useRef<HTMLInputElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  /** What was pressed is not there any more once the answer is: the focus goes to what the answer is of. */
  const moves = useRef(false)
  const { answer, context, asking, error, recent } = state
  const examples = exampleQuestions(app.can)

  useEffect(() => {
    box.current?.focus()
  }, [])
  useEffect(() => {
    if (answer === null) return
    const lost = document.activeElement === null || document.activeElement === document.body
    if (moves.current || lost) heading.current?.focus()
    else if (document.activeElement === box.current) {
      box.current?.select()
      box.current?.scrollIntoView({ block: 'nearest' })
    }
    moves.current = false
  }, [answer])

  const moving = (work: Promise<void>) => {
    moves.current = true
    void work
  }
  const askNew = (words: string) => {
    setQuestion(words)
    setNext('')
    return flow.ask(words)
  }
  const choose = (offer: Offer) => {
    setQuestion(offer.label)
    return flow.choose(offer)
  }
  const goOn = (words: string) => {
    setNext('')
    moving(flow.followUp(words))
  }
  return (
    <div class="ask">
      <QuestionBox
        label="Your question"
        placeholder={`e.g. ${examples[0] ?? ''}`}
        value={question}
        onInput={setQuestion}
        onAsk={words => void askNew(words)}
        busy={asking !== null}
        input={box}
      >
        {recent.length > 0 && (
          <Menu
            label="Recent questions"
            button={{
              icon: clockIcon,
              class: 'button-icon',
              'aria-label': 'Recent questions',
              title: 'Recent questions',
            }}
            items={recent.map(each => ({
              key: each.thread.join(' › '),
              label: each.thread.join(' › '),
              onSelect: () => {
                setQuestion(each.thread.at(-1) ?? '')
                void flow.askAgain(each)
              },
            }))}
          />
        )}
      </QuestionBox>
      <p class="visually-hidden" role="status" aria-live="polite">
        {said(state)}
      </p>
      {error !== null && <ProblemBar error={error} onRetry={() => void flow.retry()} />}
      {answer === null && asking !== null && <Skeleton lines={5} label="Working out the answer" />}
      {answer === null && asking === null && error === null && (
        <Offers
          label="For example"
          offers={examples.map(label => ({ label, onSelect: () => moving(askNew(label)) }))}
        />
      )}
      {answer && (
        <AnswerView
          state={state}
          answer={answer}
          flow={flow}
          examples={examples}
          places={places}
          why={why}
          heading={heading}
          onChoose={offer => {
            // A chip keeps its place and the focus; a choice goes with the refusal it belongs to.
            moves.current = answer.abstained
            void choose(offer)
          }}
          onAsk={words => moving(askNew(words))}
          onStartAnew={() => {
            flow.startAnew()
            setQuestion('')
            setNext('')
            box.current?.focus()
          }}
        />
      )}
      {answer && context && (
        <div class="ask-next">
          <QuestionBox
            label="Go on from here"
            placeholder="e.g. by month"
            hint={`Keeps what is not said anew of “${context.thread.join(' › ')}”`}
            value={next}
            onInput={setNext}
            onAsk={goOn}
            button="Follow up"
            primary={false}
          />
          <ul class="ask-chips" aria-label="Ways to go on">
            {followUps(context.query).map(words => (
              <li key={words}>
                <button type="button" class="ask-chip ask-chip-open" onClick={() => goOn(words)}>
                  {words}
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}

/** What a screen reader is told of what happened. */
function said({ asking, answer, error }: AskState): string {
  const text = answerText(answer?.text ?? '')
  if (asking !== null) return 'Working out the answer'
  if (answer === null || error !== null) return ''
  if (answer.abstained)
    return answer.clarifications.length === 0
      ? text
      : `${text} ${counted(answer.clarifications.length, 'choice')} below.`
  return answer.table ? `${text} ${counted(answer.table.rows.length, 'row')}.` : text
}
