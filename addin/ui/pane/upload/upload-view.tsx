import { useEffect } from 'preact/hooks'
import { Button } from '../../components/button.tsx'
import { MessageBar } from '../../components/message-bar.tsx'
import { useApp } from '../../data/app-context.ts'
import { useSeat } from '../pane-seat.ts'
import { Running } from '../running.tsx'
import { useStore } from '../use-store.ts'
import { DatasetStep } from './dataset-step.tsx'
import { DoneStep } from './done-step.tsx'
import { MappingStep } from './mapping-step.tsx'
import { PreviewStep } from './preview-step.tsx'
import { RefusedStep } from './refused-step.tsx'
import { SourceStep } from './source-step.tsx'
import { uploadOf } from './upload-of.ts'

const steps = {
  source: SourceStep,
  dataset: DatasetStep,
  mapping: MappingStep,
  preview: PreviewStep,
  refused: RefusedStep,
  done: DoneStep,
  undone: DoneStep,
}

/** An upload from the choice of a sheet to its undoing. Where it stands outlives this view. */
export function UploadView() {
  const upload = uploadOf(useApp(), useSeat())
  const state = useStore(upload)
  const { step, busy, problem, source, options, datasets } = state
  useEffect(() => {
    if (step === 'source') void upload.begin()
  }, [])
  const Step = steps[step]
  const title = datasets.find(({ kind }) => kind === options?.dataset)?.title
  return (
    <>
      {source && step !== 'source' && (
        <div class="pane-between">
          <p>
            <strong>{source.name}</strong>
            {title && ` as ${title.toLowerCase()}`}
          </p>
          <Button size="small" kind="subtle" disabled={busy !== null} onClick={() => void upload.begin()}>
            Another sheet
          </Button>
        </div>
      )}
      {busy && <Running doing={busy.doing} part={busy.part} onStop={busy.stoppable ? upload.stop : undefined} />}
      {problem && (
        <MessageBar
          tone={problem.kind === 'forbidden' ? 'info' : 'bad'}
          title={`${problem.title}.`}
          actions={
            problem.remedy === 'retry' && (
              <Button size="small" onClick={() => void (step === 'source' ? upload.begin() : upload.check())}>
                Try again
              </Button>
            )
          }
        >
          {problem.text}
        </MessageBar>
      )}
      {/* A sheet that was recognised is being checked: nothing is asked. */}
      {!(step === 'dataset' && busy && options) && <Step flow={upload} state={state} />}
    </>
  )
}
