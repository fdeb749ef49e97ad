package io.countersign.engine.mailapproval;

import io.countersign.engine.web.Problem;
import java.util.List;
import org.springframework.http.HttpStatus;

/** A one-time code that does not fit. Nothing was done but counting it, so the transaction may commit that. */
final class WrongCode extends Problem {

    private WrongCode(String slug, String detail) {
        super(
                HttpStatus.FORBIDDEN,
                slug,
                "The code does not fit",
                detail,
                List.of(new FieldError("code", "does not fit")));
    }

    static WrongCode left(int tries) {
        return tries == 0
                ? over()
                : new WrongCode("wrong-code", "That is not the code of the latest mail. Tries left: " + tries + ".");
    }

    static WrongCode over() {
        return new WrongCode("code-over", "There is no code that is still good. Have another one sent.");
    }
}
