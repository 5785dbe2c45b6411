/** What became of one recipient in one attempt. */
export interface DeliveryOutcome {
  readonly kind: 'delivered' | 'temporary' | 'permanent' | 'uncertain';
  /** The connector that was asked. */
  readonly connector: string;
  /** The upstream's own words, without secrets. */
  readonly text: string;
  /**
   * Of a delivery: whether it has come to its end here (left out: so), or was handed on, to a server that reports to the
   * submitter itself (RFC 3461 §5.2.1) or to one that does not.
   */
  readonly handedOn?: 'reports' | 'does-not-report';
}
