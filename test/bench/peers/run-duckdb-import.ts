import { performance } from 'node:perf_hooks'
import { openDuckDb, sqlText, timeLogColumns } from './duckdb.ts'

/** Arguments: the CSV file, the database file. Prints seconds, rows, hundredths of hours and processor time as JSON. */
const [source = '', target = ''] = process.argv.slice(2)
const connection = await openDuckDb(target, { threads: '1' })
const [started, used] = [performance.now(), process.cpuUsage()]
await connection.run(
  `create table time_log as select * from read_csv(${sqlText(source)}, header = true, columns = ${timeLogColumns})`,
)
await connection.run('checkpoint')
const seconds = (performance.now() - started) / 1000
const { user, system } = process.cpuUsage(used)
const answer = await connection.runAndReadAll('select count(*), sum(hours) from time_log')
const [[rows = 0, hours = 0] = []] = answer.getRowsJson()
console.log(
  JSON.stringify({
    seconds,
    rows: Number(rows),
    hours: Math.round(Number(hours) * 100),
    cpuSeconds: (user + system) / 1e6,
  }),
)
process.exit(0)
