/** Destinations of material that has no place in a delivery. */
export const absentDestinations: readonly unknown[] = ['temp-only', 'not-in-delivery'];
