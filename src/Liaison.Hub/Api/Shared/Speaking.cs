using System.Text.Json.Serialization.Metadata;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Access;
using Microsoft.Net.Http.Headers;

namespace Liaison.Hub.Api.Shared;

/// <summary>In which language a request is answered: that of the account, else the first that the browser asks for and we speak, else English.</summary>
internal static class Speaking
{
    public static Language Of(HttpContext http) =>
        (http.Features.Get<Caller>() is PersonCaller person ? Language.Find(person.User.Locale) : null) ?? Asked(http.Request.Headers.AcceptLanguage) ?? Language.English;

    /// <summary>A fault's advice is made when it is written down, and so it is said in the language of whoever reads it.</summary>
    public static void Advise(JsonTypeInfo type, IHttpContextAccessor accessor)
    {
        if (type.Type == typeof(Fault) && type.Properties.FirstOrDefault(part => part.Name == "advice") is { } advice)
        {
            advice.Get = fault => Faults.AdviceOf(((Fault)fault).Kind, accessor.HttpContext is { } http ? Of(http) : Language.English);
        }
    }

    private static Language? Asked(string? header) => header is { Length: > 0 } && StringWithQualityHeaderValue.TryParseList([header], out var wanted)
        ? wanted.Where(one => one.Quality is not 0).OrderByDescending(one => one.Quality ?? 1).Select(one => Language.Find(one.Value.Value)).FirstOrDefault(language => language is not null)
        : null;
}
