using Liaison.Hub.Road;
using Liaison.Storage.Sessions;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Liaison.Hub.Api.Contacts;

/// <summary>Puts together what takes facts about sessions in, and shows sessions.</summary>
public static class ContactApiParts
{
    public static IServiceCollection AddContactApi(this IServiceCollection services)
    {
        services.TryAddSingleton(SessionPlans.Nothing);
        services.TryAddSingleton<ReadPhone>(static (_, number) => WrittenInternationally(number));
        return services.AddSingleton<SessionDesk>().AddSingleton<SessionStore>().AddSingleton<SessionList>().AddSingleton<ContactView>();
    }

    /// <param name="v1">The group of version 1.</param>
    public static void MapContactApi(this IEndpointRouteBuilder v1)
    {
        v1.MapEvents();
        v1.MapContacts();
        v1.MapContactFiles();
        v1.MapContactTexts();
    }

    /// <summary>A number with its country in front needs no knowledge of numbering plans.</summary>
    private static string? WrittenInternationally(string number)
    {
        var digits = number.Where(char.IsAsciiDigit).ToArray();
        return number.TrimStart().StartsWith('+') && digits.Length is >= 7 and <= 15 && number.All(c => char.IsAsciiDigit(c) || "+-(). /".Contains(c, StringComparison.Ordinal)) ? "+" + new string(digits) : null;
    }
}
