/** The method by which RotatingFileHandler has its FileHandler begin a new file. */
export const replaceFile = Symbol("replaceFile");
