import { Counter, Gauge, Histogram, Registry } from 'prom-client'

/** Seconds; a request that takes longer than a minute is in none of them. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]

/**
 * What Prometheus reads of one server. Labels come from short lists that the product declares: never a name of
 * an organization, a person, a client, a question, nor anything that a caller wrote.
 */
export function createMetrics() {
  const register = new Registry()
  const registers = [register]
  const counter = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Counter({ name, help, labelNames, registers })
  const histogram = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Histogram({ name, help, labelNames, registers, buckets: BUCKETS })
  return {
    register,
    requests: counter('moat_http_requests_total', 'Requests answered.', 'route', 'method', 'status'),
    requestSeconds: histogram(
      'moat_http_request_seconds',
      'Seconds until a request was answered; subscriptions are not among them.',
      'route',
      'method',
    ),
    running: new Gauge({ name: 'moat_http_requests_running', help: 'Requests being answered now.', registers }),
    refusals: counter('moat_refusals_total', 'Requests and fields refused, by the code of the error.', 'code'),
    rateLimited: counter('moat_rate_limited_total', 'Requests refused for being too many.', 'route'),
    operations: counter('moat_graphql_operations_total', 'GraphQL operations.', 'type', 'outcome'),
    operationSeconds: histogram('moat_graphql_operation_seconds', 'Seconds of running GraphQL operations.', 'type'),
    signIns: counter('moat_sign_ins_total', 'Attempts to sign in.', 'by', 'outcome'),
    uploads: counter('moat_uploads_total', 'Uploads, corrections and previews.', 'dataset', 'outcome'),
    uploadRows: counter('moat_upload_rows_total', 'Rows of uploads.', 'dataset', 'outcome'),
    uploadSeconds: histogram('moat_upload_seconds', 'Seconds of an upload, waiting included.', 'dataset'),
    jobs: counter('moat_jobs_total', 'Attempts of jobs that ended.', 'kind', 'outcome'),
    jobSeconds: histogram('moat_job_seconds', 'Seconds of an attempt of a job.', 'kind'),
    answers: counter('moat_answers_total', 'Questions in words.', 'engine', 'outcome'),
    gauge: (name: string, help: string, labelNames: readonly string[] = []) =>
      new Gauge({ name, help, labelNames: [...labelNames], registers }),
  }
}

export type Metrics = ReturnType<typeof createMetrics>
