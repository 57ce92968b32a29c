import { crc32 } from 'node:zlib'
import type { IsRightBody } from './drive.ts'

/**
 * What tells whether answers are right where the data does not change: each says no error, and is, byte for byte, what
 * was answered to the same question before, whoever else asked for what meanwhile.
 */
export function sameAnswers(): IsRightBody & { readonly questions: number } {
  const known = new Map<number, number>()
  return {
    get questions() {
      return known.size
    },
    ofBody: (status, body, request) => {
      if (status !== 200 || !body.includes('"data":') || body.includes('"errors":[')) return false
      // Who asks stands in the headers; the question is the body.
      const question = crc32(request.subarray(request.indexOf('\r\n\r\n')))
      const answer = crc32(body)
      const before = known.get(question)
      known.set(question, before ?? answer)
      return before === undefined || before === answer
    },
  }
}
