import { afterEach, expect, test } from 'vitest'
import { rememberedChoices } from '../../../server/ask/model/remembered-choices.ts'
import { cleanUp, interpreterOf, tinyModel } from './model-folder.ts'

afterEach(cleanUp)

const request = { question: 'what did CLIENT_A cost', candidates: [{ word: 'spend', description: 'spend' }] }

test('an equal question is not put to the model again, another one is, and failures are not kept', {
  timeout: 60_000,
}, async () => {
  const model = interpreterOf({ ...tinyModel({ prefers: 'spend' }), deadlineMs: 500 })
  const remembering = rememberedChoices(model)
  expect(await remembering.choose(request)).toEqual({ kind: 'FAILED', trouble: 'LOADING' })
  await remembering.settled()
  expect(await remembering.choose(request)).toEqual({ kind: 'CHOSEN', index: 0 })
  process.kill(model.status().pid!, 'SIGSTOP')
  expect(await remembering.choose(request)).toEqual({ kind: 'CHOSEN', index: 0 })
  expect(await remembering.choose({ ...request, question: 'what did CLIENT_B cost' })).toEqual({
    kind: 'FAILED',
    trouble: 'TIMED_OUT',
  })
})
