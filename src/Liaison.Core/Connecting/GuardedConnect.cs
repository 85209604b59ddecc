using System.Net.Sockets;

namespace Liaison.Core.Connecting;

/// <summary>
/// Opens a TCP connection for a protocol other than HTTP, under the same rule: the name is resolved once, internal addresses are refused unless
/// the hub allows them, and the connection goes to the address that was checked. Refusals are thrown as <see cref="IOException"/>, failures as <see cref="SocketException"/>.
/// </summary>
public delegate Task<Socket> GuardedConnect(string host, int port, CancellationToken cancel);
