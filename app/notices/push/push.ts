/** A browser in which a person turned pushes on. */
export interface PushDevice {
  id: string;
  /** Kind of browser and system; empty where unknown. */
  device: string;
  createdAt: string;
  /** The start of the SHA-256 of its endpoint, by which the browser knows itself. */
  mark: string;
}

/** Maximum number of browsers of a person; a further one replaces the oldest. */
export const maxDevices = 10;

/** The address of the page of one's devices. */
export const devicesPath = "/notifications/appareils";
