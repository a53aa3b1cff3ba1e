import { z } from 'zod';

/** A UUID as every side writes it. In capitals it would be another id of the same thing. */
export const Id = z.uuid().lowercase();
