/** Where uploads go, beside the versions of Graph: the address itself is what opens it. */
export const uploadPath = '/uploads';
