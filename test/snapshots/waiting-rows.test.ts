import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { removeLeftRows, waitingRows } from '../../server/snapshots/importing/waiting-rows.ts'

test('rows that a killed process left are removed, those of processes that run and of other machines are not', () => {
  const folder = mkdtempSync(join(tmpdir(), 'left-rows-'))
  try {
    const own = basename(waitingRows({ uid: 'own' }))
    const { pid: ended } = spawnSync(process.execPath, ['-e', ''])
    const named = (pid: number) => own.replace(`-${process.pid}-`, `-${pid}-`)
    const otherMachine = named(ended).replace(/^moat-rows-[0-9a-f]+-/, 'moat-rows-0123456789abcdef-')
    const stay = [own, named(process.ppid), otherMachine, 'moat-rows-', 'something-else', own.replace(/-\d+-/, '-x-')]
    for (const name of [...stay, named(ended)]) {
      mkdirSync(join(folder, name))
      writeFileSync(join(folder, name, '0'), 'rows')
    }
    removeLeftRows(folder)
    expect(existsSync(join(folder, named(ended)))).toBe(false)
    expect(readdirSync(folder).sort()).toEqual(stay.sort())
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
