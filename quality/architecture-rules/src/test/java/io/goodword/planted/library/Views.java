package io.goodword.planted.library;

import org.mapstruct.Mapper;

@Mapper
interface Views {}
