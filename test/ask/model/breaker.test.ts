import { expect, test } from 'vitest'
import { Breaker } from '../../../server/ask/model/breaker.ts'

test('three failures in a row open it for a while, fewer do not', () => {
  const breaker = new Breaker(60_000)
  breaker.failed(0)
  breaker.failed(10)
  expect(breaker.wait(10)).toBe(0)
  breaker.failed(20)
  expect([breaker.wait(20), breaker.wait(30_020), breaker.wait(60_020)]).toEqual([60_000, 30_000, 0])
})

test('after the pause one failure opens it again, one success closes it', () => {
  const breaker = new Breaker(1000)
  for (const at of [0, 1, 2]) breaker.failed(at)
  breaker.failed(2000)
  expect(breaker.wait(2000)).toBe(1000)
  breaker.succeeded()
  expect([breaker.wait(2000), breaker.failures]).toEqual([0, 0])
  breaker.failed(2001)
  expect(breaker.wait(2001)).toBe(0)
})

test('failures with a success between them never open it', () => {
  const breaker = new Breaker(1000)
  for (let i = 0; i < 10; i++) {
    breaker.failed(i)
    breaker.failed(i)
    breaker.succeeded()
  }
  expect(breaker.wait(10)).toBe(0)
})
