import { afterEach, expect, test } from 'vitest'
import { rememberedChoices } from '../../../server/ask/model/remembered-choices.ts'
import { cleanUp, interpreterOf, tinyModel } from './model-folder.ts'

afterEach(cleanUp)

const request = { question: 'what did CLIENT_A cost', candidates: [{ word: 'spend', description: 'spend' }] }

test('an equal question is not put to the model again, another one is, and failures are not kept', async () => {
  const model = interpreterOf(tinyModel({ prefers: 'spend' }))
  const remembering = rememberedChoices(model)
  expect(await remembering.choose(request)).toEqual({ kind: 'FAILED', trouble: 'LOADING' })
  await remembering.settled()
  expect(await remembering.choose(request)).toEqual({ kind: 'CHOSEN', index: 0 })
  process.kill(model.status().pid!, 'SIGSTOP')
  expect(await remembering.choose(request)).toEqual({ kind: 'CHOSEN', index: 0 })
  const other = remembering.choose({ ...request, question: 'what did CLIENT_B cost' })
  setTimeout(() => process.kill(model.status().pid!, 'SIGKILL'), 100)
  expect(await other).toEqual({ kind: 'FAILED', trouble: 'DIED' })
})
