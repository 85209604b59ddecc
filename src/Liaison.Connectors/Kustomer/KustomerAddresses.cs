using System.Text.RegularExpressions;

namespace Liaison.Connectors.Kustomer;

/// <summary>
/// Where an organisation's API and its pages are, made of whatever people have at hand: its name, the address where they sign in (<c>kustomer.com</c>, the older one, or <c>kustomerapp.com</c>),
/// or either address as it is documented (https://developer.kustomer.com/docs/get-started/regions-and-base-urls).
/// </summary>
/// <param name="Address">Without a slash at its end.</param>
/// <param name="Org">The organisation, where the address names it.</param>
/// <param name="Vendor">Whether it is one of Kustomer's own hosts.</param>
/// <param name="Wrong">Why it cannot be used, as a sentence; null when it can.</param>
internal sealed record KustomerAddress(string Address, string? Org, bool Vendor, string? Wrong = null);

internal static partial class KustomerAddresses
{
    public const string Pages = "/app/customers";

    /// <summary>The API's root, below which <c>/v1</c> begins.</summary>
    public static KustomerAddress ApiOf(string? entered) => Of(entered,
        static (org, region) => org is null ? $"https://api.{region}kustomerapp.com" : $"https://{org}.api.{region}kustomerapp.com",
        static path => path.EndsWith("/v1", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path);

    /// <summary>Where customers' pages are: behind it come a slash and the customer's id.</summary>
    public static KustomerAddress PagesOf(string? entered)
    {
        var page = Of(entered, static (org, _) => $"https://{org}.kustomerapp.com{Pages}", static path => path.EndsWith(Pages, StringComparison.OrdinalIgnoreCase) ? path : path + Pages);
        return page is { Wrong: null, Vendor: true, Org: null } ? page with { Wrong = "this is an address of a whole region. Enter your organisation's own." } : page;
    }

    /// <summary>The pages that go with the settings; null when they do not say.</summary>
    public static string? PagesOf(KustomerSettings settings)
    {
        if (!string.IsNullOrWhiteSpace(settings.ScreenPopDomain))
        {
            return PagesOf(settings.ScreenPopDomain) is { Wrong: null } given ? given.Address : null;
        }
        return ApiOf(settings.BaseUrl) switch { { Wrong: not null } => null, { Vendor: true, Org: null } => null, { Vendor: true, Org: { } org } => PagesOf(org).Address, var other => other.Address + Pages };
    }

    /// <summary>Where Kustomer keeps an organisation's data, as the host says it; null where the organisation's own address finds it by itself.</summary>
    public static string? RegionOf(string address) => Pod().Match(address) is { Success: true } pod ? PlaceOf("prod" + pod.Groups["number"].Value) : null;

    /// <param name="pod">As answers name it: <c>prod2</c>.</param>
    public static string PlaceOf(string pod) => pod switch { "prod1" => "United States (prod1)", "prod2" => "Europe (prod2)", "prod4" => "India (prod4)", _ => pod };

    private static KustomerAddress Of(string? entered, Func<string?, string, string> vendor, Func<string, string> other)
    {
        var text = (entered ?? "").Trim().TrimEnd('/');
        if (Name().IsMatch(text))
        {
            return new KustomerAddress(vendor(text.ToLowerInvariant(), ""), text.ToLowerInvariant(), Vendor: true);
        }
        if (!text.Contains("://", StringComparison.Ordinal))
        {
            text = "https://" + text;
        }
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Host.Length == 0)
        {
            return Not("this is neither an organisation's name nor an address.");
        }
        if (address.UserInfo.Length > 0)
        {
            return Not("no user name or password may stand in it.");
        }
        if (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        {
            return Not("it must begin with https://, since the key travels with each call.");
        }
        if (Host().Match(address.IdnHost.ToLowerInvariant()) is { Success: true } known)
        {
            // Anything behind the host is the page that happened to be open.
            var org = known.Groups["org"] is { Success: true, Value: { Length: > 0 } and not "www" } named ? named.Value : null;
            return org is null && !known.Groups["api"].Success ? Not("this is Kustomer's own site. Enter your organisation's address.")
                : new KustomerAddress(vendor(org, known.Groups["pod"] is { Success: true } pod ? pod.Value : ""), org, Vendor: true);
        }
        return Lookalike().IsMatch(address.IdnHost) ? Not("Kustomer's addresses end with .kustomerapp.com (or .kustomer.com, where you sign in).")
            : new KustomerAddress(address.GetLeftPart(UriPartial.Authority) + other(address.AbsolutePath.TrimEnd('/')), null, Vendor: false);
    }

    private static KustomerAddress Not(string why) => new("", null, false, why);

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,62}$", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Name();

    [GeneratedRegex(@"^((?<org>[a-z0-9][a-z0-9-]*)\.)??(?<api>api\.)?(?<pod>prod\d{1,2}\.)?kustomer(app)?\.com$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Host();

    [GeneratedRegex(@"\.api\.prod(?<number>\d{1,2})\.|//api\.prod(?<number>\d{1,2})\.", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pod();

    [GeneratedRegex(@"(^|\.)kustomer[a-z]*\.[a-z]+$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Lookalike();
}
