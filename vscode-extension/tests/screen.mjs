export async function testScreen() { return { passed: 0, failed: 0 }; }
