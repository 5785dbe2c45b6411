/** App passwords on Postern, made and removed over its admin API. */
import type { AppPasswordMaker } from '../tenant-provider.ts';
import { type AdminApi, at, holeOf, statusOf } from './admin-api.ts';

interface Added {
  readonly appPassword: { readonly id: string };
  readonly password: string;
}

export function appPasswordMaker(api: AdminApi): AppPasswordMaker {
  return {
    async add(userId, name) {
      try {
        const { appPassword, password } = await api.call<Added>('POST', at`/users/${userId}/app-passwords`, { name });
        return { id: appPassword.id, password };
      } catch (error) {
        return holeOf(error);
      }
    },
    async remove(userId, id) {
      try {
        await api.call('DELETE', at`/users/${userId}/app-passwords/${id}`);
        return 'removed';
      } catch (error) {
        return statusOf(error) === 404 ? 'gone' : holeOf(error);
      }
    },
  };
}
