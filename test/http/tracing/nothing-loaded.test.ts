import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { collector } from './collector.ts'

const script = fileURLToPath(new URL('./watched-server.ts', import.meta.url))

interface Seen {
  /** Packages of OpenTelemetry that were loaded. */
  readonly modules: readonly string[]
  /** Addresses that connections were opened to. */
  readonly connections: readonly string[]
}

/** What a server's own process loads and connects to while it starts, answers and stops. */
async function seenOf(environment: Readonly<Record<string, string>>): Promise<Seen> {
  const folder = mkdtempSync(join(tmpdir(), 'moat-traced-'))
  const child = spawn(process.execPath, ['--wasm-wrapper-tiering-budget=2000000000', script], {
    env: { PATH: process.env.PATH, DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'silent', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    let output = ''
    for await (const part of child.stdout) output += part
    return JSON.parse(output)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

test('without a collector nothing of OpenTelemetry is loaded but the interfaces that prom-client brings, and no connection is opened', async () => {
  expect(await seenOf({})).toEqual({ modules: ['@opentelemetry/api'], connections: [] })
})

test('with one both are: the watching sees it', async () => {
  await using at = await collector()
  const { modules, connections } = await seenOf({ OTEL_EXPORTER_OTLP_ENDPOINT: at.address })
  expect(modules).toContain('@opentelemetry/sdk-trace')
  expect(connections).toContain(at.address.replace('http://', ''))
  expect(at.spans.map(span => span.name)).toContain('GET /health')
})
