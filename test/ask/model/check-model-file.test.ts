import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { checkModelFile } from '../../../server/ask/model/check-model-file.ts'
import { cleanUp, newFolder, tinyModel } from './model-folder.ts'

afterEach(cleanUp)

const limit = { maxFileBytes: 1024 ** 2, sha256: null }

test('a model is known by the hash of its whole content, in either case of digits', async () => {
  const { path, sha256 } = tinyModel()
  expect(await checkModelFile({ ...limit, path })).toMatchObject({ path, sha256 })
  expect(await checkModelFile({ ...limit, path, sha256: sha256.toUpperCase() })).toMatchObject({ sha256 })
  const other = sha256.replace(/^./, digit => (digit === '0' ? '1' : '0'))
  expect(await checkModelFile({ ...limit, path, sha256: other })).toEqual({ trouble: 'WRONG_HASH' })
})

test('a link within the folder is followed, one out of it is not, nor is a linked folder mistaken for one', async () => {
  const { path } = tinyModel()
  const folder = newFolder()
  const outside = join(folder, 'outside.gguf')
  symlinkSync(path, outside)
  expect(await checkModelFile({ ...limit, path: outside })).toEqual({ trouble: 'OUTSIDE_FOLDER' })
  const inside = join(path, '..', 'current.gguf')
  symlinkSync(path, inside)
  expect(await checkModelFile({ ...limit, path: inside })).toMatchObject({ path })
  const models = join(folder, 'models')
  symlinkSync(join(path, '..'), models)
  expect(await checkModelFile({ ...limit, path: join(models, 'model.gguf') })).toMatchObject({ path })
})

test('a folder whose name begins like that of the file is outside', async () => {
  const folder = newFolder()
  for (const name of ['a', 'ab']) mkdirSync(join(folder, name))
  writeFileSync(join(folder, 'ab', 'model.gguf'), 'GGUF')
  symlinkSync(join(folder, 'ab', 'model.gguf'), join(folder, 'a', 'model.gguf'))
  expect(await checkModelFile({ ...limit, path: join(folder, 'a', 'model.gguf') })).toEqual({
    trouble: 'OUTSIDE_FOLDER',
  })
})

test('what is missing, no file, of another format or too large is told apart, and not read further', async () => {
  const folder = newFolder()
  const check = (name: string) => checkModelFile({ ...limit, path: join(folder, name) })
  mkdirSync(join(folder, 'folder.gguf'))
  writeFileSync(join(folder, 'text.gguf'), 'PK, not a model')
  writeFileSync(join(folder, 'empty.gguf'), '')
  writeFileSync(join(folder, 'large.gguf'), 'GGUF')
  truncateSync(join(folder, 'large.gguf'), 1024 ** 2 + 1)
  symlinkSync(join(folder, 'loop.gguf'), join(folder, 'loop.gguf'))
  expect(await check('nothing.gguf')).toEqual({ trouble: 'NO_FILE' })
  expect(await check('loop.gguf')).toEqual({ trouble: 'NO_FILE' })
  expect(await check('folder.gguf')).toEqual({ trouble: 'NOT_A_FILE' })
  expect(await check('text.gguf')).toEqual({ trouble: 'NOT_GGUF' })
  expect(await check('empty.gguf')).toEqual({ trouble: 'NOT_GGUF' })
  expect(await check('large.gguf')).toEqual({ trouble: 'TOO_LARGE' })
})
