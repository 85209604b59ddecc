/** By this name a kind of node travels from the palette to the canvas. */
export const dragType = 'application/x-liaison-node'
