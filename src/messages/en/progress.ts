/** Words of the progress on stderr. */
export const progress = {
  /** A length of media. */
  span: ({ seconds }: { readonly seconds: number }): string => {
    const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
    if (seconds < 60) return `${Math.floor(seconds)} s`;
    return hours === 0 ? `${minutes} min` : `${hours} h ${minutes} min`;
  },
  /** What is done after everything was read. */
  tracing: 'searching',
  /** Rounded as coarsely as it is known: to 5 seconds, then to minutes. */
  left: ({ seconds }: { readonly seconds: number }): string => `about ${spanOf(seconds)} left`,
};

function spanOf(seconds: number): string {
  if (seconds < 55) return `${Math.max(5, Math.ceil(seconds / 5) * 5)} s`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  // Nobody knows to the minute how long a night lasts.
  const tens = Math.ceil(minutes / 10) * 10;
  return tens % 60 === 0 ? `${tens / 60} h` : `${Math.floor(tens / 60)} h ${tens % 60} min`;
}
