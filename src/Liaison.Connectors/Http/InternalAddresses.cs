using System.Net;
using System.Net.Sockets;

namespace Liaison.Connectors.Http;

/// <summary>Which addresses belong to this machine and the networks behind it (IANA special-purpose registries, RFC 6890).</summary>
public static class InternalAddresses
{
    private static readonly IPNetwork[] Internal = Networks(
        "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "198.18.0.0/15", "198.51.100.0/24",
        "203.0.113.0/24", "192.88.99.0/24", "240.0.0.0/4", "::1/128", "fc00::/7", "fec0::/10", "100::/64", "2001:db8::/32", "3fff::/20", "5f00::/16");

    /// <summary>Never a system of record, on no network: unspecified, link-local, multicast, broadcast, and where clouds tell their machines' secrets.</summary>
    private static readonly IPNetwork[] Never = Networks(
        "0.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "255.255.255.255/32", "100.100.100.200/32", "168.63.129.16/32", "192.0.0.192/32", "::/128", "fe80::/10",
        "ff00::/8", "fd00:ec2::/32", "fd20:ce::254/128", "2001::/32");

    /// <param name="allowInternal">Whether the hub may call into its own network; the second list stays refused.</param>
    public static bool MayCall(IPAddress address, bool allowInternal)
    {
        var real = Unwrapped(address);
        return !Never.Any(network => network.Contains(real)) && (allowInternal || !Internal.Any(network => network.Contains(real)));
    }

    /// <summary>The IPv4 address inside an IPv6 one: mapped, compatible, translated (64:ff9b::/96 and /48 local) or 6to4.</summary>
    private static IPAddress Unwrapped(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }
        var bytes = address.GetAddressBytes();
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
            : bytes.AsSpan(0, 12).IndexOfAnyExcept((byte)0) < 0 && (bytes[12] | bytes[13] | bytes[14]) != 0 ? new IPAddress(bytes.AsSpan(12))
            : bytes is [0x00, 0x64, 0xff, 0x9b, ..] ? new IPAddress(bytes.AsSpan(12))
            : bytes is [0x20, 0x02, ..] ? new IPAddress(bytes.AsSpan(2, 4))
            : bytes.AsSpan(0, 8).IndexOfAnyExcept((byte)0) < 0 && bytes is [_, _, _, _, _, _, _, _, 0xff, 0xff, 0, 0, ..] ? new IPAddress(bytes.AsSpan(12))
            : address;
    }

    private static IPNetwork[] Networks(params string[] texts) => [.. texts.Select(text => IPNetwork.Parse(text))];
}

/// <summary>A name or address leads into a network that may not be called.</summary>
public sealed class InternalAddressException : IOException
{
    public InternalAddressException() { }

    public InternalAddressException(string message) : base(message) { }

    public InternalAddressException(string message, Exception innerException) : base(message, innerException) { }
}
